/**
 * A number that JavaScript cannot hold exactly, as its JSON text. Made by `JSON.rawJSON`, so `JSON.stringify` writes
 * it back digit by digit. (JSON.parse source text access, ES2026; in V8 since 11.4, not yet in TypeScript's types.)
 */
export interface ExactNumber {
  readonly rawJSON: string
}

interface RawJson {
  rawJSON(text: string): ExactNumber
  isRawJSON(value: unknown): boolean
}

const raw = JSON as unknown as RawJson

/** Wraps the JSON text of one scalar so that it is written as it stands. */
export function exactJson(text: string): ExactNumber {
  return raw.rawJSON(text)
}

/** Tells a wrapped scalar from an object of the data that happens to have a `rawJSON` key. */
export function isExact(value: unknown): value is ExactNumber {
  return raw.isRawJSON(value)
}

export type JsonObject = Readonly<Record<string, unknown>>

/** Whether a parsed value is a JSON object: not an array, not null, not a wrapped scalar. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isExact(value)
}

/** An own property, or undefined: what is inherited, `__proto__` included, is never data. */
export function ownValue(value: JsonObject, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}
