import { lineAndColumn, scanJson } from './json-syntax.ts'

export const queryParts = ['filter', 'sort', 'projection'] as const
export type QueryPart = (typeof queryParts)[number]

/** `value` is null for a part that says nothing: empty text or `{}`. */
export type QueryPartReading =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> | null }
  | {
      readonly ok: false
      /** For people, with line and column. */
      readonly message: string
      /** UTF-16 units from 0. */
      readonly position: number
    }

/** Deep enough for any filter that a person writes, and far from where `JSON.stringify` runs out of stack. */
const maxDepth = 100

/**
 * Reads the JSON text of a filter, a sort or a projection, for the answer while it is typed and again before it is
 * sent. All three are JSON objects (fact sheet of the API, section 4, body parameters). Pure.
 */
export function readQueryPart(part: QueryPart, text: string): QueryPartReading {
  if (text.trim() === '') return { ok: true, value: null }
  const refuse = (message: string, position: number): QueryPartReading => {
    const { line, column } = lineAndColumn(text, position)
    return { ok: false, message: `${message} (line ${line}, column ${column}).`, position }
  }

  const scan = scanJson(text)
  if (scan.error !== null) {
    return refuse(scan.error.message + hintFor(text, scan.error.position), scan.error.position)
  }
  if (scan.depth > maxDepth) return refuse(`The ${part} is nested more than ${maxDepth} levels deep`, 0)
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse(`A ${part} is an object, such as ${examples[part]}`, text.search(/\S/))
  }
  const record = value as Readonly<Record<string, unknown>>
  if (part === 'sort') {
    const wrong = Object.keys(record).find(key => record[key] !== 1 && record[key] !== -1)
    if (wrong !== undefined) {
      const at = scan.valuePositions.get(wrong) ?? 0
      return refuse(`The sort of "${wrong}" is 1 for ascending or -1 for descending`, at)
    }
  }
  return { ok: true, value: Object.keys(record).length === 0 ? null : record }
}

const examples: Readonly<Record<QueryPart, string>> = {
  filter: '{ "status": "open" }',
  sort: '{ "name": 1 }',
  projection: '{ "name": 1 }',
}

/** Names the three slips that people make who know JavaScript or the MongoDB shell better than JSON. */
function hintFor(text: string, position: number): string {
  const rest = text.slice(position)
  if (rest.startsWith("'")) return '; JSON has double quotes only'
  if (/^[\]}]/.test(rest) && text.slice(0, position).trimEnd().endsWith(','))
    return '; the comma before it is one too many'
  if (/^[$\p{L}_]/u.test(rest)) return '; names and text stand in double quotes'
  return ''
}
