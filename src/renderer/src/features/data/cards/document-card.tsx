import { memo } from 'react'
import type { Cell, DocumentRow } from '../../../../../shared/documents.ts'
import { classNames } from '../../../ui/class-names.ts'
import { SkeletonBar } from '../../../ui/skeleton-rows.tsx'
import type { ColumnsOf } from '../../explorer/documents/row-list.ts'
import { type CellFormat, cellString, cellText } from '../../explorer/documents/table/cell-text.ts'
import { columnIndexes, columnKey } from '../../explorer/documents/table/merged-columns.ts'
import css from './cards-view.module.css'
import type { CardFields } from './telling-fields.ts'

interface DocumentCardProps {
  readonly index: number
  readonly columns: ColumnsOf | undefined
  readonly row: DocumentRow | undefined
  readonly fields: CardFields
  readonly format: CellFormat
  readonly selected: boolean
  readonly focused: boolean
  onOpen(row: number): void
}

/** One document as a card. The whole card opens it. */
export const DocumentCard = memo(function DocumentCard(props: DocumentCardProps) {
  const { index, columns, row, fields, format } = props
  const cellOf = (keys: readonly string[]): Cell | null => {
    const column = columns === undefined ? undefined : columnIndexes(columns).get(columnKey(keys))
    return column === undefined ? null : (row?.cells[column] ?? null)
  }
  const title = fields.title === null ? null : cellOf(fields.title)
  const name = title === null ? `Document ${(index + 1).toLocaleString('en-GB')}` : cellString(title, format)
  return (
    <button
      type="button"
      className={classNames(css.card, props.selected && css.selected)}
      aria-pressed={props.selected}
      aria-busy={row === undefined ? true : undefined}
      tabIndex={props.focused ? 0 : -1}
      data-card={index}
      onClick={() => props.onOpen(index)}
    >
      <span className={css.head}>
        <span className={css.title}>{row === undefined ? <SkeletonBar index={index} /> : name}</span>
        <span className={css.place}>{(index + 1).toLocaleString('en-GB')}</span>
      </span>
      {fields.fields.map((keys, at) => (
        <span key={keys.join('.')} className={css.field}>
          <span className={css.name} title={keys.join('.')}>
            {keys.join('.')}
          </span>
          {row === undefined ? (
            <SkeletonBar index={index + at} />
          ) : (
            <CardValue cell={cellOf(keys)} format={format} />
          )}
        </span>
      ))}
    </button>
  )
})

function CardValue({ cell, format }: { readonly cell: Cell | null; readonly format: CellFormat }) {
  if (cell === null) return <span className={css.none}>missing</span>
  if (cell.type === 'null') return <span className={css.none}>null</span>
  const { before, text, after } = cellText(cell, format)
  const mono = cell.type === 'number' || cell.type === 'date' || cell.type === 'id' || cell.type === 'boolean'
  return (
    <span className={classNames(css.value, mono && css.mono)}>
      {before !== '' && <span className={css.back}>{before}</span>}
      {text}
      {after !== '' && <span className={css.back}>{after}</span>}
    </span>
  )
}
