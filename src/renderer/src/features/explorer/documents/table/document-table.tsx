import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useFollowingFocus } from '../../../../ui/use-following-focus.ts'
import type { RowRange } from '../block-window.ts'
import type { Changes } from '../change-marks.ts'
import type { RowList } from '../row-list.ts'
import { useTallRows } from '../use-tall-rows.ts'
import { CellMenu, type CellMenuPlace } from './cell-menu.tsx'
import type { CellFormat } from './cell-text.ts'
import { type ColumnChoices, freeInView, layOut } from './column-layout.ts'
import { fittingWidth } from './fit-width.ts'
import { type GridPosition, moveOf } from './grid-keys.ts'
import css from './grid-table.module.css'
import type { TableColumn } from './merged-columns.ts'
import { RowView } from './row-view.tsx'
import { TableHead } from './table-head.tsx'

const headHeight = 30
/** Pixels that the mark of a chosen row takes of the first cell, as in the style sheet. */
const markWidth = 22

export interface RowChoosing {
  /** Rows that are chosen. */
  readonly count: number
  isChosen(row: number): boolean
  /** One row more or less, or all from the last one to this. */
  choose(row: number, how: 'toggle' | 'extend'): void
  chooseAll(): void
  /** The chosen rows as lines with tabs, or as JSON. */
  copy(format: 'tsv' | 'json'): void
}

export interface DocumentTableProps {
  readonly list: RowList
  readonly label: string
  readonly rowHeight: number
  readonly format: CellFormat
  readonly choices: ColumnChoices
  readonly sortText: string
  readonly focus: GridPosition
  readonly openRow: number | null
  /** What to mark as changed. */
  readonly marks: Changes
  /** What stands in the head of a column beside its name; nothing when left out. */
  readonly columnMenu?: (column: TableColumn) => ReactNode
  /** Rows that are chosen, and how others are; without it none can be. */
  readonly choosing?: RowChoosing
  onRange(range: RowRange): void
  onFocus(position: GridPosition): void
  onOpen(row: number): void
  /** Without it the rows have the order that they have. */
  readonly onSort?: (path: string, further: boolean) => void
  /** Columns were given a width or another place. */
  onArrange(choices: ColumnChoices): void
  onCopyCell(position: GridPosition): void
  onCopyRow(row: number): void
}

/**
 * The documents as a grid of which only what is in view is drawn: rows by the virtualizer, columns by their layout.
 * One cell is in the tab order (roving focus).
 */
export function DocumentTable(props: DocumentTableProps) {
  const { list, choices, focus, rowHeight, onRange, choosing } = props
  const viewport = useRef<HTMLDivElement>(null)
  const [left, setLeft] = useState({ scroll: 0, width: 1200 })
  const [menu, setMenu] = useState<CellMenuPlace | null>(null)
  const { rows } = list.length
  const forMark = choosing === undefined ? 0 : markWidth
  const layout = useMemo(
    () => layOut(list.memory.columns, choices, forMark),
    [list.memory.columns, choices, forMark],
  )
  const { shown, before } = useMemo(() => freeInView(layout, left.scroll, left.width), [layout, left])
  const focusIsDrawn = layout.pinned.length > focus.column || shown.some(laid => laid.index === focus.column)

  const tall = useTallRows({
    rows,
    rowHeight,
    viewport,
    overscan: 6,
    // The row that has the focus stays drawn wherever the view is scrolled to, or the keyboard would lose its place.
    kept: focus.row,
    headHeight,
    paddingEnd: 12,
  })
  const { first, last } = tall.inView
  useEffect(() => onRange({ first, last }), [onRange, first, last])

  useLayoutEffect(() => {
    const element = viewport.current
    if (element === null) return
    const observer = new ResizeObserver(() =>
      setLeft(now => (now.width === element.clientWidth ? now : { ...now, width: element.clientWidth })),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const follow = useFollowingFocus({
    place: placeOf(focus),
    viewport,
    selector: '[tabindex="0"][data-column]',
  })

  const goTo = (position: GridPosition): void => {
    follow(placeOf(position))
    if (position.row >= 0) tall.show(position.row)
    const column = layout.all[position.column]
    if (column !== undefined && !column.pinned) bringIntoView(column.left, column.width)
    props.onFocus(position)
  }
  const bringIntoView = (start: number, width: number): void => {
    const element = viewport.current
    if (element === null) return
    const visibleStart = element.scrollLeft + layout.pinnedWidth
    if (start < visibleStart) element.scrollLeft = start - layout.pinnedWidth
    else if (start + width > element.scrollLeft + element.clientWidth) {
      element.scrollLeft = start + width - element.clientWidth
    }
  }

  const pressed = (event: KeyboardEvent): void => {
    const page = Math.floor(((viewport.current?.clientHeight ?? 0) - headHeight) / rowHeight)
    const ctrlKey = event.ctrlKey || event.metaKey
    const target = moveOf({ key: event.key, ctrlKey }, focus, { rows, columns: layout.all.length, page })
    if (choosing !== undefined && choosesBy(event, choosing, focus.row)) {
      event.preventDefault()
    } else if (target !== null && !event.altKey) {
      event.preventDefault()
      if (event.shiftKey && target.row !== focus.row) choosing?.choose(Math.max(0, target.row), 'extend')
      goTo(target)
      // The first column is pinned and always in view; whoever goes to it wants to see what stands beside it.
      if (event.key === 'Home' && !ctrlKey) viewport.current?.scrollTo({ left: 0 })
    } else if (event.key === 'Enter' && focus.row >= 0) {
      event.preventDefault()
      props.onOpen(focus.row)
    } else if (ctrlKey && event.key.toLowerCase() === 'c' && focus.row >= 0 && nothingSelected()) {
      event.preventDefault()
      if (choosing !== undefined && choosing.count > 0) choosing.copy(event.shiftKey ? 'json' : 'tsv')
      else if (event.shiftKey) props.onCopyRow(focus.row)
      else props.onCopyCell(focus)
    }
  }
  /** By the right button, or by the menu key or Shift+F10, of which the browser tells in the same way. */
  const menuAsked = (event: MouseEvent): void => {
    const position = positionOf(event.target)
    if (position === null || position.row < 0 || !(event.target instanceof Element)) return
    event.preventDefault()
    props.onFocus(position)
    const cell = event.target.closest('[data-column]')?.getBoundingClientRect()
    const isByKey = event.button !== 2 && cell !== undefined
    setMenu({
      position,
      x: isByKey ? cell.left + 8 : event.clientX,
      y: isByKey ? cell.bottom : event.clientY,
    })
  }
  const clicked = (event: MouseEvent): void => {
    const position = positionOf(event.target)
    if (position === null || position.row < 0 || !nothingSelected()) return
    props.onFocus(position)
    if (
      choosing !== undefined &&
      (isMark(event.target) || event.shiftKey || event.ctrlKey || event.metaKey)
    ) {
      choosing.choose(position.row, event.shiftKey ? 'extend' : 'toggle')
      return
    }
    props.onOpen(position.row)
  }

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a virtual grid of divs, as a table cannot be laid out in windows */}
      <div
        ref={viewport}
        role="grid"
        aria-label={props.label}
        aria-rowcount={list.length.exact ? list.length.rows + 1 : -1}
        aria-colcount={layout.all.length}
        aria-busy={list.loading}
        className={css.viewport}
        tabIndex={focusIsDrawn ? -1 : 0}
        onKeyDown={pressed}
        onClick={clicked}
        onContextMenu={menuAsked}
        onMouseDown={event => {
          // Shift chooses rows here; the browser would mark text.
          if (choosing !== undefined && event.shiftKey) event.preventDefault()
        }}
        aria-multiselectable={choosing === undefined ? undefined : true}
        onScroll={event => {
          const { scrollLeft } = event.currentTarget
          setLeft(now => (now.scroll === scrollLeft ? now : { ...now, scroll: scrollLeft }))
        }}
      >
        <TableHead
          layout={layout}
          shown={shown}
          before={before}
          choices={choices}
          columns={list.memory.columns}
          sortText={props.sortText}
          focusedColumn={focus.row === -1 ? focus.column : -1}
          {...(props.columnMenu === undefined ? {} : { columnMenu: props.columnMenu })}
          {...(props.onSort === undefined ? {} : { onSort: props.onSort })}
          fittingWidth={column => (viewport.current === null ? null : fittingWidth(viewport.current, column))}
          onArrange={props.onArrange}
          onFollow={column => goTo({ row: -1, column })}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="rowgroup" className={css.body} style={{ height: tall.height, width: layout.width }}>
          {tall.drawn.map(({ row, top }) => {
            const at = list.rowAt(row)
            const id = at?.row.id ?? null
            return (
              <RowView
                key={row}
                index={row}
                top={top}
                width={layout.width}
                pinned={layout.pinned}
                free={shown}
                before={before}
                block={at?.block}
                row={at?.row}
                format={props.format}
                selected={props.openRow === row}
                chosen={choosing?.isChosen(row)}
                focusedColumn={focus.row === row ? focus.column : -1}
                changed={marksOf(props.marks, id)}
              />
            )
          })}
        </div>
      </div>
      {menu !== null && (
        <CellMenu
          place={menu}
          chosen={choosing?.count ?? 0}
          onCopyCell={props.onCopyCell}
          onCopyRow={props.onCopyRow}
          onCopyChosen={format => choosing?.copy(format)}
          onClose={() => {
            // The focus goes back to the cell.
            follow(placeOf(focus))
            setMenu(null)
          }}
        />
      )}
    </>
  )
}

const placeOf = ({ row, column }: GridPosition): string => `${row} ${column}`

function marksOf(marks: Changes, id: string | null): ReadonlySet<string> | 'all' | undefined {
  if (id === null) return undefined
  return marks.added.has(id) ? 'all' : marks.cells.get(id)
}

/** Shift+Space chooses the row, Ctrl+A all (WAI-ARIA grid pattern). */
function choosesBy(event: KeyboardEvent, choosing: RowChoosing, row: number): boolean {
  const ctrl = event.ctrlKey || event.metaKey
  if (event.key === ' ' && event.shiftKey && row >= 0) choosing.choose(row, 'toggle')
  else if (ctrl && event.key.toLowerCase() === 'a') choosing.chooseAll()
  else return false
  return true
}

function isMark(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-mark]') !== null
}

/** Where an element stands in the grid. */
function positionOf(target: EventTarget): GridPosition | null {
  if (!(target instanceof Element)) return null
  const row = target.closest<HTMLElement>('[data-row]')?.dataset.row
  const column = isMark(target) ? '0' : target.closest<HTMLElement>('[data-column]')?.dataset.column
  return column === undefined ? null : { row: row === undefined ? -1 : Number(row), column: Number(column) }
}

/** Somebody who marks text with the mouse wants that text, not the row. */
function nothingSelected(): boolean {
  return window.getSelection()?.isCollapsed !== false
}
