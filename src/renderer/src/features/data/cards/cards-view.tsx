import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { DatasetSchema } from '../../../../../shared/datasets.ts'
import { useFollowingFocus } from '../../../ui/use-following-focus.ts'
import type { RowRange } from '../../explorer/documents/block-window.ts'
import type { RowList } from '../../explorer/documents/row-list.ts'
import type { CellFormat } from '../../explorer/documents/table/cell-text.ts'
import { useTallRows } from '../../explorer/documents/use-tall-rows.ts'
import { cardMove, columnsFor } from './card-grid.ts'
import css from './cards-view.module.css'
import { DocumentCard } from './document-card.tsx'
import { tellingFields } from './telling-fields.ts'

/** Pixels of a card with the gap below it. */
const cardHeight = 196
/** Fields below the title. */
const shownFields = 6

interface CardsViewProps {
  readonly list: RowList
  /** What the fields are ranked by. */
  readonly schema: DatasetSchema
  readonly label: string
  readonly format: CellFormat
  readonly focus: number
  readonly openRow: number | null
  onRange(range: RowRange): void
  onFocus(row: number): void
  onOpen(row: number): void
}

/** A card for each document, its most telling fields first. Only cards in view are drawn; one is in the tab order. */
export function CardsView(props: CardsViewProps) {
  const { list, schema, format, onRange } = props
  const viewport = useRef<HTMLDivElement>(null)
  const [columns, setColumns] = useState(1)
  const fields = useMemo(() => tellingFields(schema, shownFields), [schema])
  const cards = list.length.rows
  const tall = useTallRows({
    rows: Math.ceil(cards / columns),
    rowHeight: cardHeight,
    viewport,
    overscan: 2,
    paddingStart: 16,
    paddingEnd: 8,
  })
  useLayoutEffect(() => {
    const element = viewport.current
    if (element === null) return
    const observer = new ResizeObserver(() => setColumns(columnsFor(element.clientWidth)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const lines = tall.drawn
  const first = (lines[0]?.row ?? 0) * columns
  const last = Math.max(0, Math.min(cards, ((lines.at(-1)?.row ?? 0) + 1) * columns) - 1)
  useEffect(() => onRange({ first, last }), [onRange, first, last])
  const focus = Math.min(Math.max(0, props.focus), Math.max(0, cards - 1))
  const focusIsDrawn = focus >= first && focus <= last
  const follow = useFollowingFocus({ place: focus, viewport, selector: '[tabindex="0"]' })
  const pressed = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((viewport.current?.clientHeight ?? 0) / cardHeight))
    const to = cardMove(event.key, focus, { cards, columns, page })
    if (to === null) return
    event.preventDefault()
    follow(to)
    tall.show(Math.floor(to / columns))
    props.onFocus(to)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the cards inside, of which one has the focus
    <div
      ref={viewport}
      data-cards
      className={css.viewport}
      tabIndex={focusIsDrawn ? -1 : 0}
      onKeyDown={pressed}
    >
      <ul
        aria-label={props.label}
        aria-busy={list.loading}
        className={css.body}
        style={{ height: tall.height }}
      >
        {lines.flatMap(line =>
          Array.from({ length: Math.min(columns, cards - line.row * columns) }, (_, column) => {
            const index = line.row * columns + column
            const at = list.rowAt(index)
            return (
              <li
                key={index}
                aria-setsize={cards}
                aria-posinset={index + 1}
                className={css.item}
                style={{
                  transform: `translateY(${line.top}px)`,
                  left: `${(column / columns) * 100}%`,
                  width: `${100 / columns}%`,
                }}
              >
                <DocumentCard
                  index={index}
                  columns={at?.block}
                  row={at?.row}
                  fields={fields}
                  format={format}
                  selected={props.openRow === index}
                  focused={focus === index}
                  onOpen={props.onOpen}
                />
              </li>
            )
          }),
        )}
      </ul>
    </div>
  )
}
