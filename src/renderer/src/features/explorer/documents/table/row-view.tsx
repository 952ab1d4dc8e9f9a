import { memo } from 'react'
import type { DocumentRow } from '../../../../../../shared/documents.ts'
import type { ColumnsOf } from '../row-list.ts'
import type { CellFormat } from './cell-text.ts'
import { CellView } from './cell-view.tsx'
import type { LaidColumn } from './column-layout.ts'
import css from './grid-table.module.css'
import { columnIndexes } from './merged-columns.ts'

interface RowViewProps {
  readonly index: number
  /** Pixels from the top of the body. */
  readonly top: number
  readonly width: number
  readonly pinned: readonly LaidColumn[]
  readonly free: readonly LaidColumn[]
  /** Room in pixels left by free columns that are scrolled away to the left. */
  readonly before: number
  readonly block: ColumnsOf | undefined
  readonly row: DocumentRow | undefined
  readonly format: CellFormat
  readonly selected: boolean
  /** Whether the row is chosen; undefined where rows cannot be. */
  readonly chosen: boolean | undefined
  /** Column of the cell that has the roving focus, or -1. */
  readonly focusedColumn: number
  /** Keys of the columns to mark as changed. */
  readonly changed: ReadonlySet<string> | 'all' | undefined
}

/** One row of the table: the pinned cells, then the free ones in view. */
export const RowView = memo(function RowView(props: RowViewProps) {
  const { row, block, changed, pinned, before, free } = props
  const indexes = block === undefined ? undefined : columnIndexes(block)
  const cellOf = (laid: LaidColumn) => {
    if (row === undefined || indexes === undefined) return undefined
    const at = indexes.get(laid.column.key)
    return at === undefined ? null : (row.cells[at] ?? null)
  }
  const view = (laid: LaidColumn) => (
    <CellView
      key={laid.column.key}
      laid={laid}
      cell={cellOf(laid)}
      format={props.format}
      focused={props.focusedColumn === laid.index}
      changed={changed === 'all' || changed?.has(laid.column.key) === true}
      lastPinned={laid === pinned.at(-1)}
    />
  )
  // Whoever scrolls fast sees many rows on their way: one cell for each costs a tenth of all of them. A cell that has
  // the focus keeps it.
  const isComing = row === undefined && props.focusedColumn < 0
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: focus goes to the cells
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid of divs, as a table cannot be laid out in windows
    <div
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.selected || props.chosen === true}
      data-chosen={props.chosen}
      aria-busy={row === undefined ? true : undefined}
      className={css.row}
      style={{ transform: `translateY(${props.top}px)`, width: props.width }}
      data-row={props.index}
    >
      {props.chosen !== undefined && <span className={css.mark} data-mark aria-hidden />}
      {isComing ? (
        // biome-ignore lint/a11y/useFocusableInteractive: focus goes to the cells of rows that are there
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div
          role="gridcell"
          aria-colindex={1}
          aria-colspan={pinned.length + free.length}
          className={css.coming}
          data-column={0}
        />
      ) : (
        <>
          {pinned.map(view)}
          {before > 0 && <span role="none" style={{ flex: 'none', width: before }} />}
          {free.map(view)}
        </>
      )}
    </div>
  )
})
