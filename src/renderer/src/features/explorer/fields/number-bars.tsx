import type { FieldNode } from '../../../../../shared/documents.ts'
import { type CellFormat, cellString } from '../documents/table/cell-text.ts'
import css from './number-bars.module.css'

/** As many bars as have room for a number under each. */
const mostBars = 8

/** Whether entries of a list are a few numbers, which say more as a picture. */
export function areFewNumbers(entries: readonly FieldNode[]): boolean {
  return (
    entries.length > 1 &&
    entries.length <= mostBars &&
    entries.every(({ cell, masked }) => typeof cell.value === 'number' && !masked)
  )
}

interface NumberBarsProps {
  readonly entries: readonly FieldNode[]
  readonly format: CellFormat
  readonly label: string
}

/** Numbers as bars from zero, each with its value. */
export function NumberBars({ entries, format, label }: NumberBarsProps) {
  const sizes = entries.map(({ cell }) => Math.abs(Number(cell.value)))
  const largest = Math.max(...sizes)
  return (
    <ol className={css.bars} aria-label={label}>
      {entries.map(({ key, cell }, at) => (
        <li key={key}>
          <i style={{ height: `${largest === 0 ? 0 : ((sizes[at] ?? 0) / largest) * 30}px` }} />
          {cellString(cell, format)}
        </li>
      ))}
    </ol>
  )
}
