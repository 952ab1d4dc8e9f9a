import { ExplorerError } from '../../shared/errors.ts'
import { isJsonObject } from './json-values.ts'
import { prettyJson } from './json-writer.ts'

/**
 * Reads `data` of a `countonly` answer: a number (fact sheet, section 4), or one that is wrapped in a list, in text or
 * under a key that speaks of a count. Throws `malformed_response`.
 */
export function readCount(data: unknown): number {
  const count = countIn(data, 0)
  if (count !== null) return count
  throw new ExplorerError('malformed_response', 'The API did not answer with a count.', {
    hint: 'The documents are not affected.',
    detail: prettyJson(data, 500).text,
  })
}

const countKey = /count|total|number|matches|^n$|^data$/i

function countIn(value: unknown, depth: number): number | null {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  if (typeof number === 'number') return Number.isSafeInteger(number) && number >= 0 ? number : null
  if (depth > 2) return null
  if (Array.isArray(value)) return value.length === 1 ? countIn(value[0], depth + 1) : null
  if (!isJsonObject(value)) return null
  for (const [key, entry] of Object.entries(value)) {
    const count = countKey.test(key) ? countIn(entry, depth + 1) : null
    if (count !== null) return count
  }
  return null
}
