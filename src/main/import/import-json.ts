import { ExplorerError } from '../../shared/errors.ts'
import { type Column, columnOf } from './columns.ts'
import { decodeText } from './decode-text.ts'
import { readRow } from './row.ts'
import type { ImportedEntry } from './types.ts'

/** Characters of a list in JSON, which is read as a whole: some 50,000 connections. */
const longest = 32 * 1024 * 1024

/**
 * Reads a customer list from JSON: an array of objects whose keys are the names of columns. Throws `invalid_input`
 * where it is something else; an entry that cannot be used is told on its own.
 */
export async function* importJson(source: AsyncIterable<Uint8Array>): AsyncGenerator<ImportedEntry> {
  const list = parseList(await wholeText(source))
  for (const [index, entry] of list.entries()) yield readEntry(index + 1, entry)
}

async function wholeText(source: AsyncIterable<Uint8Array>): Promise<string> {
  let text = ''
  for await (const piece of decodeText(source)) {
    text += piece
    if (text.length > longest) {
      throw new ExplorerError('invalid_input', 'The list is too large for JSON.', {
        hint: 'Save it as CSV, which is read row by row.',
      })
    }
  }
  return text
}

function parseList(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value)) return value
  } catch {
    // The cause would quote the text, and with it maybe a secret.
    throw new ExplorerError('invalid_input', 'The list is not JSON.', { hint: 'Check where it was cut off.' })
  }
  throw new ExplorerError('invalid_input', 'The list is JSON, but not an array of objects.')
}

function readEntry(number: number, entry: unknown): ImportedEntry {
  const problem = (reason: string): ImportedEntry => ({
    kind: 'problem',
    problem: { line: number, reason },
    cells: null,
  })
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return problem('Not an object.')
  const cells = new Map<Column, string>()
  for (const [key, value] of Object.entries(entry)) {
    const column = columnOf(key)
    if (column === null || value === null || value === '') continue
    if (cells.has(column)) return problem(`More than one key means ${column}.`)
    const text = isTexts(value) ? joined(column, value) : value
    if (typeof text !== 'string') return problem(`${column}: not a text.`)
    if (text.trim() !== '') cells.set(column, text.trim())
  }
  return readRow(number, cells)
}

/** Several values in one: scopes are separated as OAuth has it, tags as a CSV has them. Other columns hold one. */
function joined(column: Column, values: readonly string[]): unknown {
  if (column === 'scope') return values.join(' ')
  return column === 'tags' ? values.join(', ') : values
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string')
}
