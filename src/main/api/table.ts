import type { Cell, Column, DocumentRow } from '../../shared/documents.ts'
import { isExact } from '../../shared/exact-json.ts'
import { cellOf } from './cells.ts'
import { ColumnTally, columnPathsOf, valueAt } from './columns.ts'
import { isJsonObject, ownValue } from './json-values.ts'

/** Documents as a table sees them. */
export interface Table {
  readonly columns: readonly Column[]
  readonly droppedColumns: number
  readonly rows: readonly DocumentRow[]
}

/** Lays documents out as rows under columns derived from them. Takes any JSON, never throws. */
export function tableOf(documents: readonly unknown[]): Table {
  const { columns, dropped } = columnPathsOf(documents)
  const tallies = columns.map(() => new ColumnTally())
  const rows = documents.map(document => ({
    id: idOf(document),
    hash: textAt(document, '_hash'),
    cells: columns.map(({ keys }, index): Cell | null => {
      const value = valueAt(document, keys)
      if (value === undefined) return null
      const cell = cellOf(value)
      tallies[index]?.add(cell.type, cell.value)
      return cell
    }),
  }))
  return {
    columns: columns.map((column, index) => (tallies[index] ?? new ColumnTally()).column(column)),
    droppedColumns: dropped,
    rows,
  }
}

/** `_id` of a document as text; null where it has none, or one that is no scalar. */
export function idOf(document: unknown): string | null {
  if (!isJsonObject(document)) return null
  const id = ownValue(document, '_id')
  if (isExact(id)) return id.rawJSON
  return typeof id === 'number' ? String(id) : textAt(document, '_id')
}

function textAt(document: unknown, key: string): string | null {
  const value = isJsonObject(document) ? ownValue(document, key) : undefined
  return typeof value === 'string' && value !== '' ? value : null
}
