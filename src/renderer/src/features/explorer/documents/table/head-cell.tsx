import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import type { DragEvent, KeyboardEvent, MouseEvent, PointerEvent, ReactNode } from 'react'
import { classNames } from '../../../../ui/class-names.ts'
import { TypeGlyph } from '../../../../ui/type-glyph.tsx'
import type { SortKey } from '../sort-text.ts'
import { type LaidColumn, narrowest, widestByHand } from './column-layout.ts'
import css from './grid-table.module.css'

/** Pixels that one press of an arrow key with Alt changes the width of a column by. */
const keyboardStep = 16

interface HeadCellProps {
  readonly laid: LaidColumn
  readonly lastPinned: boolean
  readonly sort: SortKey | undefined
  /** Place among several sort keys, from 1; 0 when there is only one. */
  readonly sortOrder: number
  readonly focused: boolean
  /** Opened by Alt with the arrow down: its button carries `data-column-menu`. */
  readonly menu?: ReactNode
  readonly onSort?: (path: string, further: boolean) => void
  /** Keys of the columns before and behind. */
  readonly neighbours: readonly [string | undefined, string | undefined]
  onResize(key: string, width: number): void
  /** The width that shows everything that is drawn of the column. */
  onFit(): void
  /** The column takes the place of another. */
  onMove(key: string, onto: string): void
}

/** Names what is dragged, so that only columns are taken. */
const columnType = 'application/x-column'

/** The head of a column: type, name, sort, and the edge to pull. Dragging it moves the column. */
export function HeadCell(props: HeadCellProps) {
  const { laid, lastPinned, sort, focused, onSort, onResize, onMove } = props
  const { column, width } = laid
  const resize = (to: number): void => onResize(column.key, clamp(to))
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onSort?.(column.path, event.shiftKey)
    } else if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      event.preventDefault()
      event.stopPropagation()
      const onto = props.neighbours[event.key === 'ArrowLeft' ? 0 : 1]
      if (!event.shiftKey) resize(width + (event.key === 'ArrowRight' ? keyboardStep : -keyboardStep))
      else if (onto !== undefined) onMove(column.key, onto)
    } else if (event.altKey && event.key === 'ArrowUp') {
      event.preventDefault()
      event.stopPropagation()
      props.onFit()
    } else if (event.altKey && event.key === 'ArrowDown') {
      event.preventDefault()
      event.currentTarget.querySelector<HTMLElement>('[data-column-menu]')?.click()
    }
  }
  const dropped = (event: DragEvent): void => {
    const key = event.dataTransfer.getData(columnType)
    if (key === '') return
    event.preventDefault()
    if (key !== column.key) onMove(key, column.key)
  }
  const clicked = (event: MouseEvent): void => {
    // Letting go of the edge is a click as well, and must not sort.
    if (event.target instanceof Element && event.target.closest('[data-edge]') === null) {
      onSort?.(column.path, event.shiftKey)
    }
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid of divs, as a table cannot be laid out in windows
    <div
      role="columnheader"
      aria-colindex={laid.index + 1}
      aria-sort={onSort === undefined ? undefined : (sort?.direction ?? 'none')}
      aria-label={column.path}
      className={classNames(
        css.headCell,
        laid.pinned && css.pinned,
        lastPinned && css.lastPinned,
        column.type === 'number' && css.right,
        laid.nest !== 'none' && css.nest,
      )}
      data-nest={laid.nest}
      data-column={laid.index}
      style={laid.pinned ? { width, left: laid.left } : { width }}
      tabIndex={focused ? 0 : -1}
      onKeyDown={pressed}
      onClick={clicked}
      draggable
      onDragStart={event => event.dataTransfer.setData(columnType, column.key)}
      onDragOver={event => {
        if (event.dataTransfer.types.includes(columnType)) event.preventDefault()
      }}
      onDrop={dropped}
      title={titleOf(laid, onSort !== undefined)}
    >
      <span className={css.sortButton}>
        <span className={css.glyph}>
          <TypeGlyph type={column.type} />
        </span>
        <span className={css.title} data-title>
          {column.prefix !== '' && <span className={css.prefix}>{column.prefix}</span>}
          {column.name}
        </span>
        {sort !== undefined && <SortArrow direction={sort.direction} order={props.sortOrder} />}
      </span>
      {props.menu}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for the mouse alone; Alt with the arrow keys does the same */}
      <span
        data-edge
        className={css.resizer}
        onPointerDown={event => startPulling(event, width, resize)}
        onDoubleClick={props.onFit}
      />
    </div>
  )
}

function SortArrow({ direction, order }: { direction: SortKey['direction']; order: number }) {
  const Icon = direction === 'ascending' ? IconChevronUp : IconChevronDown
  return (
    <>
      <Icon size={14} className={css.arrow} aria-hidden />
      {order > 0 && <span className={css.arrowOrder}>{order}</span>}
    </>
  )
}

function clamp(width: number): number {
  return Math.max(narrowest, Math.min(widestByHand, Math.round(width)))
}

function titleOf({ column }: LaidColumn, sortable: boolean): string {
  const mixed = column.types.length > 1 ? `\nMixed: ${column.types.join(', ')}` : ''
  const sorting = sortable ? 'Click to sort, with Shift by a further column, ' : ''
  return `${column.path}${mixed}\n${sorting}Alt with arrows for the width, and with Shift for the place`
}

/** Follows the pointer until it is let go. The pointer is captured, so leaving the edge does not stop it. */
function startPulling(event: PointerEvent<HTMLElement>, width: number, resize: (to: number) => void): void {
  event.preventDefault()
  event.stopPropagation()
  const edge = event.currentTarget
  const from = event.clientX
  edge.setPointerCapture(event.pointerId)
  const move = (moved: globalThis.PointerEvent): void => resize(width + moved.clientX - from)
  edge.addEventListener('pointermove', move)
  edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), {
    once: true,
  })
}
