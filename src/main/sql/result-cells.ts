import type { Cell, CellType, Column } from '../../shared/documents.ts'
import { cellOf, parseJson } from '../api/index.ts'
import type { RawCell, RawColumn, ValueKind } from './sql-messages.ts'

/** Characters of a text, and of a preview of JSON, that a table gets. */
const maxCellText = 200
const maxPreview = 120

/** A value as the table of documents draws it. */
export function resultCell(raw: RawCell, kind: ValueKind): Cell {
  if (raw === null) return { type: 'null', value: null }
  if (typeof raw !== 'string') return cutCell(raw.text, raw.length, kind)
  if (kind === 'boolean') return { type: 'boolean', value: raw === 'true' }
  if (kind === 'date' || kind === 'text') return cellOf(raw)
  const value = parsedValue(raw, kind)
  return value === undefined ? cellOf(raw) : cellOf(value)
}

/** A value as JavaScript has it, numbers exactly; text where it is nothing else. */
export function resultValue(raw: RawCell, kind: ValueKind): unknown {
  if (raw === null) return null
  const text = typeof raw === 'string' ? raw : raw.text
  if (kind === 'boolean') return text === 'true'
  return parsedValue(text, kind) ?? text
}

/** Columns under names that differ; two columns of an answer may have the same. */
export function resultColumns(columns: readonly RawColumn[], rows: number): readonly Column[] {
  const taken = new Set<string>()
  return columns.map(({ name, kind, maxAbs }) => {
    let path = name
    for (let number = 2; taken.has(path); number++) path = `${name} (${number})`
    taken.add(path)
    return { path, keys: [path], types: { [typeOf(kind)]: rows }, maxAbs }
  })
}

function typeOf(kind: ValueKind): CellType {
  if (kind === 'json') return 'object'
  return kind === 'text' ? 'string' : kind
}

/** Undefined where the text is none: the engine knows numbers such as NaN, which JSON does not. */
function parsedValue(text: string, kind: ValueKind): unknown {
  if (kind !== 'json' && kind !== 'number') return undefined
  try {
    return parseJson(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function cutCell(text: string, length: number, kind: ValueKind): Cell {
  if (kind !== 'json') return { type: 'string', value: text.slice(0, maxCellText), size: length }
  return { type: text.startsWith('[') ? 'array' : 'object', value: `${text.slice(0, maxPreview)}…` }
}
