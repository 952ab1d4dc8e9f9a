import type { RowList } from './row-list.ts'
import { type CellFormat, cellString } from './table/cell-text.ts'
import { type ColumnChoices, layOut } from './table/column-layout.ts'
import type { GridPosition } from './table/grid-keys.ts'
import { columnIndexes } from './table/merged-columns.ts'

/** The text of a cell as it is shown; empty where the field is missing or the row has not come. */
export function cellAt(
  list: Pick<RowList, 'memory' | 'rowAt'>,
  choices: ColumnChoices,
  format: CellFormat,
  position: GridPosition,
): string {
  const column = layOut(list.memory.columns, choices).all[position.column]?.column
  const at = list.rowAt(position.row)
  if (at === undefined || column === undefined) return ''
  const index = columnIndexes(at.block).get(column.key)
  const cell = index === undefined ? null : at.row.cells[index]
  return cell == null ? '' : cellString(cell, format)
}
