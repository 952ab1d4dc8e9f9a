import { type CSSProperties, memo } from 'react'
import type { Cell } from '../../../../../../shared/documents.ts'
import { barShare, type CellFormat, cellText } from './cell-text.ts'
import type { LaidColumn } from './column-layout.ts'
import css from './grid-table.module.css'

interface CellViewProps {
  readonly laid: LaidColumn
  /** Null where the field is missing, undefined while the row is on its way. */
  readonly cell: Cell | null | undefined
  readonly format: CellFormat
  readonly focused: boolean
  readonly changed: boolean
  readonly lastPinned: boolean
}

/** One value of the table. */
export const CellView = memo(function CellView(props: CellViewProps) {
  const { laid, cell, focused, changed, lastPinned } = props
  const { column } = laid
  const share = column.type === 'number' && cell != null ? barShare(cell, column.maxAbs) : 0
  const classes = [
    css.cell,
    column.type === 'number' ? css.number : '',
    isMono(laid, cell) ? css.mono : '',
    laid.pinned ? css.pinned : '',
    lastPinned ? css.lastPinned : '',
    share > 0 ? css.bar : '',
    changed ? css.changed : '',
  ]
  const style: CSSProperties & Record<'--share', number> = {
    width: laid.width,
    '--share': share,
    ...(laid.pinned ? { left: laid.left } : {}),
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual grid of divs, as a table cannot be laid out in windows
    <div
      role="gridcell"
      aria-colindex={laid.index + 1}
      className={classes.filter(Boolean).join(' ')}
      style={style}
      tabIndex={focused ? 0 : -1}
      data-column={laid.index}
    >
      <Value cell={cell} format={props.format} />
      {changed && <span className={css.hidden}>changed</span>}
    </div>
  )
})

function isMono(laid: LaidColumn, cell: Cell | null | undefined): boolean {
  const type = cell?.type ?? laid.column.type
  return type === 'number' || type === 'date' || type === 'id' || type === 'boolean' || laid.column.codes
}

function Value({ cell, format }: Pick<CellViewProps, 'cell' | 'format'>) {
  if (cell === undefined) return <span className={css.skeleton} />
  if (cell === null) {
    return (
      <span className={css.missing}>
        <span className={css.hidden}>missing</span>
      </span>
    )
  }
  const { before, text, after } = cellText(cell, format)
  if (before === '' && after === '') {
    const tone = toneOf(cell)
    return tone === '' ? text : <span className={tone}>{text}</span>
  }
  return (
    <>
      {before !== '' && <span className={css.back}>{before}</span>}
      {text}
      {after !== '' && <span className={css.back}>{after}</span>}
    </>
  )
}

function toneOf(cell: Cell): string {
  if (cell.type === 'null') return css.null ?? ''
  if (cell.type === 'id') return css.id ?? ''
  if (cell.type === 'boolean') return cell.value === true ? (css.yes ?? '') : ''
  return cell.type === 'object' || cell.type === 'array' ? (css.composite ?? '') : ''
}
