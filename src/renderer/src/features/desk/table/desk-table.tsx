import { Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useCallback, useRef, useState } from 'react'
import { classNames } from '../../../ui/class-names.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { useFollowingFocus } from '../../../ui/use-following-focus.ts'
import type { DeskRow, Sort, SortColumn, TableLine } from '../desk-rows.ts'
import type { RowMenuPlace } from '../row-menu.tsx'
import { DeskLine } from './desk-line.tsx'
import css from './desk-table.module.css'
import { GroupLine } from './group-line.tsx'
import { lineAfter } from './table-keys.ts'

const rowHeight = 28
const headHeight = 30

const columns: readonly { readonly column: SortColumn; readonly text: string; readonly class?: string }[] = [
  { column: 'verdict', text: 'Verdict' },
  { column: 'connection', text: 'Connection' },
  { column: 'step', text: 'Failing step' },
  { column: 'meaning', text: 'What it means' },
  { column: 'tags', text: 'Tags', ...(css.tags === undefined ? {} : { class: css.tags }) },
  { column: 'applications', text: 'Apps', ...(css.apps === undefined ? {} : { class: css.apps }) },
  { column: 'expiry', text: 'Nearest expiry' },
  { column: 'checked', text: 'Last checked', ...(css.checked === undefined ? {} : { class: css.checked }) },
]

interface DeskTableProps {
  readonly lines: readonly TableLine[]
  readonly withTags: boolean
  /** Whether the rows stand under their customers. */
  readonly underCustomer: boolean
  readonly sort: Sort
  readonly now: number
  readonly selection: ReadonlySet<string>
  readonly onSort: (sort: Sort) => void
  readonly onSelect: (selection: ReadonlySet<string>) => void
  readonly onOpen: (connectionId: string) => void
  readonly onMenu: (place: RowMenuPlace) => void
  readonly onClearFilter: () => void
}

/** The connections as a grid of which only what is in view is drawn. One line is in the tab order (roving focus). */
export function DeskTable(props: DeskTableProps) {
  const { lines, selection, onSelect } = props
  const viewport = useRef<HTMLDivElement>(null)
  const [focus, setFocus] = useState(0)
  /** Where a selection by Shift started. */
  const anchor = useRef(0)
  const at = Math.min(focus, lines.length - 1)

  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range)
      const outside = at >= 0 && at < range.count && !indexes.includes(at)
      return outside ? [...indexes, at].sort((a, b) => a - b) : indexes
    },
    [at],
  )
  // Room for the selection bar over the last row.
  const foot = selection.size > 0 ? 64 : 8
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    rangeExtractor,
    scrollPaddingStart: headHeight,
    // The rows begin below the head, of which the virtualizer knows nothing.
    scrollPaddingEnd: headHeight + foot,
    paddingEnd: foot,
  })

  const selector = '[role="row"][tabindex="0"]'
  const follow = useFollowingFocus({ place: at, viewport, selector })

  const goTo = (index: number): void => {
    virtualizer.scrollToIndex(index)
    // Where it stays nothing is drawn anew, and a later drawing would take the focus from where it then is.
    if (index === at) viewport.current?.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true })
    else follow(index)
    setFocus(index)
  }
  const rowAt = (index: number): DeskRow | null => {
    const line = lines[index]
    return line?.kind === 'row' ? line.row : null
  }
  const selectRange = (from: number, to: number): void => {
    const next = new Set(selection)
    for (let index = Math.min(from, to); index <= Math.max(from, to); index++) {
      const row = rowAt(index)
      if (row !== null) next.add(row.connection.id)
    }
    onSelect(next)
  }
  const toggle = (index: number): void => {
    const row = rowAt(index)
    anchor.current = index
    if (row === null) return
    const next = new Set(selection)
    if (!next.delete(row.connection.id)) next.add(row.connection.id)
    onSelect(next)
  }
  const openMenu = (index: number, x: number, y: number): void => {
    const row = rowAt(index)
    if (row === null) return
    setFocus(index)
    props.onMenu({ row, x, y })
  }

  const pressed = (event: KeyboardEvent): void => {
    const page = Math.floor(((viewport.current?.clientHeight ?? 0) - headHeight) / rowHeight)
    const line = event.target instanceof HTMLElement ? event.target : null
    if (line?.getAttribute('role') !== 'row' || event.altKey) return
    // A row that has the focus takes it along to another line when the order changes.
    const from = indexOf(line) ?? at
    const target = lineAfter(event.key, from, { lines: lines.length, page })
    if (target !== null) {
      event.preventDefault()
      if (event.shiftKey) selectRange(anchor.current, target)
      else anchor.current = target
      goTo(target)
      return
    }
    const row = rowAt(from)
    if (event.key === ' ') toggle(from)
    else if (event.key === 'Enter' && row !== null) props.onOpen(row.connection.id)
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
      selectRange(0, lines.length - 1)
    } else if (event.key === 'Escape' && selection.size > 0) onSelect(new Set())
    else return
    event.preventDefault()
  }

  const clicked = (event: MouseEvent): void => {
    const index = indexOf(event.target)
    const row = index === null ? null : rowAt(index)
    if (index === null || row === null || window.getSelection()?.isCollapsed === false) return
    setFocus(index)
    if (closest(event.target, '[data-part="menu"]') !== null) {
      const box = closest(event.target, '[data-part="menu"]')?.getBoundingClientRect()
      openMenu(index, box?.left ?? event.clientX, box?.bottom ?? event.clientY)
    } else if (event.shiftKey) selectRange(anchor.current, index)
    else if (closest(event.target, '[data-part="select"]') !== null || event.ctrlKey || event.metaKey)
      toggle(index)
    else props.onOpen(row.connection.id)
  }

  const rows = lines.flatMap(line => (line.kind === 'row' ? [line.row.connection.id] : []))
  const chosen = rows.filter(id => selection.has(id)).length
  const shownColumns = columns.filter(({ column }) => column !== 'tags' || props.withTags)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid of divs, as a table cannot be laid out in windows
    <div
      ref={viewport}
      role="grid"
      aria-label="Connections"
      aria-rowcount={lines.length + 1}
      aria-colcount={shownColumns.length + 2}
      aria-multiselectable
      className={classNames(css.viewport, props.withTags && css.withTags)}
      tabIndex={lines.length === 0 ? 0 : -1}
      onKeyDown={pressed}
      onClick={clicked}
      // By the right button, or by the menu key or Shift+F10, of which the browser tells in the same way.
      onContextMenu={event => {
        const index = indexOf(event.target)
        if (index === null) return
        event.preventDefault()
        openMenu(index, event.clientX, event.clientY)
      }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div role="rowgroup" className={css.head}>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus */}
        <div role="row" aria-rowindex={1} className={css.row}>
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
          <div role="columnheader" className={css.box}>
            <input
              type="checkbox"
              aria-label="Select all shown"
              checked={rows.length > 0 && chosen === rows.length}
              ref={element => {
                if (element !== null) element.indeterminate = chosen > 0 && chosen < rows.length
              }}
              onChange={() => onSelect(chosen === rows.length ? new Set() : new Set(rows))}
            />
          </div>
          {shownColumns.map(({ column, text, class: own }) => (
            <HeadCell
              key={column}
              column={column}
              text={text}
              className={own}
              sort={props.sort}
              onSort={props.onSort}
            />
          ))}
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
          <div role="columnheader" aria-label="Actions" className={css.more} />
        </div>
      </div>
      {lines.length === 0 ? (
        <NothingShown onClearFilter={props.onClearFilter} />
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div role="rowgroup" className={css.body} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(item => {
            const line = lines[item.index]
            if (line === undefined) return null
            const place = { index: item.index, top: item.start, focused: item.index === at }
            return line.kind === 'group' ? (
              <GroupLine key={`group ${line.title}`} {...place} line={line} />
            ) : (
              <DeskLine
                key={line.row.connection.id}
                {...place}
                row={line.row}
                withTags={props.withTags}
                underCustomer={props.underCustomer}
                selected={selection.has(line.row.connection.id)}
                now={props.now}
              />
            )
          })}
        </div>
      )}
    </div>
  )
}

function NothingShown({ onClearFilter }: { readonly onClearFilter: () => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid holds row groups, rows and cells only
    <div role="rowgroup">
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus */}
      <div role="row">
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
        <div role="gridcell">
          <EmptyState action={<Button onClick={onClearFilter}>Show all</Button>}>
            No connection matches these filters.
          </EmptyState>
        </div>
      </div>
    </div>
  )
}

interface HeadCellProps {
  readonly column: SortColumn
  readonly text: string
  readonly className: string | undefined
  readonly sort: Sort
  readonly onSort: (sort: Sort) => void
}

function HeadCell({ column, text, className, sort, onSort }: HeadCellProps) {
  const sorted = sort.column === column
  const arrow = sort.descending ? (
    <IconArrowDown size={12} aria-hidden />
  ) : (
    <IconArrowUp size={12} aria-hidden />
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid of divs
    // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
    <div
      role="columnheader"
      aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      className={className}
    >
      <button
        type="button"
        className={css.sort}
        onClick={() => onSort({ column, descending: sorted && !sort.descending })}
      >
        {text}
        {sorted && arrow}
      </button>
    </div>
  )
}

function closest(target: EventTarget, selector: string): Element | null {
  return target instanceof Element ? target.closest(selector) : null
}

/** Which line an element belongs to. */
function indexOf(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-line]') : null
  return row === null ? null : Number(row.dataset.line)
}
