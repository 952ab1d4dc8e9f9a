import { type ReactNode, useMemo } from 'react'
import { sortKeysOf } from '../sort-text.ts'
import {
  type ColumnChoices,
  type ColumnLayout,
  type LaidColumn,
  layOut,
  withMoved,
  withWidth,
} from './column-layout.ts'
import css from './grid-table.module.css'
import { HeadCell } from './head-cell.tsx'
import type { TableColumn } from './merged-columns.ts'

interface TableHeadProps {
  readonly layout: ColumnLayout
  /** Free columns that are drawn, and the room in pixels before them. */
  readonly shown: readonly LaidColumn[]
  readonly before: number
  readonly choices: ColumnChoices
  readonly columns: readonly TableColumn[]
  readonly sortText: string
  /** Column whose head has the roving focus, or -1. */
  readonly focusedColumn: number
  readonly columnMenu?: (column: TableColumn) => ReactNode
  readonly onSort?: (path: string, further: boolean) => void
  /** The width that a column needs, in pixels; null where nothing is drawn. */
  fittingWidth(column: number): number | null
  onArrange(choices: ColumnChoices): void
  /** The focus goes with a column that was moved. */
  onFollow(column: number): void
}

/** The heads of the columns, where they are sorted and arranged. */
export function TableHead(props: TableHeadProps) {
  const { layout, before, choices, columns, onArrange } = props
  const sorts = useMemo(() => sortKeysOf(props.sortText), [props.sortText])
  const resize = (key: string, width: number): void => onArrange(withWidth(choices, key, width))
  const move = (key: string, onto: string): void => {
    const arranged = withMoved(choices, columns, key, onto)
    onArrange(arranged)
    const to = layOut(columns, arranged).all.find(laid => laid.column.key === key)
    if (to !== undefined) props.onFollow(to.index)
  }
  const head = (laid: LaidColumn) => {
    const { column, index } = laid
    const order = sorts.findIndex(key => key.path === column.path)
    const fit = (): void => {
      const width = props.fittingWidth(index)
      if (width !== null) resize(column.key, width)
    }
    return (
      <HeadCell
        key={column.key}
        laid={laid}
        lastPinned={laid === layout.pinned.at(-1)}
        sort={sorts[order]}
        sortOrder={sorts.length > 1 ? order + 1 : 0}
        focused={props.focusedColumn === index}
        menu={props.columnMenu?.(column)}
        {...(props.onSort === undefined ? {} : { onSort: props.onSort })}
        neighbours={[layout.all[index - 1]?.column.key, layout.all[index + 1]?.column.key]}
        onResize={resize}
        onFit={fit}
        onMove={move}
      />
    )
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid of divs, as a table cannot be laid out in windows
    <div role="rowgroup" className={css.head} style={{ width: layout.width }}>
      {/* biome-ignore lint/a11y/useFocusableInteractive: focus goes to the cells */}
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div role="row" aria-rowindex={1} className={css.headRow}>
        {layout.pinned.map(head)}
        {before > 0 && <span role="none" style={{ flex: 'none', width: before }} />}
        {props.shown.map(head)}
      </div>
    </div>
  )
}
