/**
 * A number that JavaScript cannot hold exactly, as its JSON text. Made by `JSON.rawJSON`, so `JSON.stringify` writes
 * it back digit by digit. (JSON.parse source text access, ES2026; in V8 since 11.4, not yet in TypeScript's types.)
 */
export interface ExactNumber {
  readonly rawJSON: string
}

type SourceReviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown

interface SourceJson {
  parse(text: string, reviver: SourceReviver): unknown
  rawJSON(text: string): ExactNumber
  isRawJSON(value: unknown): boolean
}

const json = JSON as unknown as SourceJson

/** Parses JSON with a reviver that is given the text of each scalar. Throws `SyntaxError`. */
export function parseWithSource(text: string, reviver: SourceReviver): unknown {
  return json.parse(text, reviver)
}

/** Wraps the JSON text of one scalar so that it is written as it stands. */
export function exactJson(text: string): ExactNumber {
  return json.rawJSON(text)
}

/** Tells a wrapped scalar from an object of the data that happens to have a `rawJSON` key. */
export function isExact(value: unknown): value is ExactNumber {
  return json.isRawJSON(value)
}
