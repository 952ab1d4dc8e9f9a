import type { Cell } from '../../../../../../shared/documents.ts'
import type { Settings } from '../../../../../../shared/settings.ts'
import { dayText, timeText } from '../../../../ui/time/date-text.ts'

/** The settings that decide how values are written. */
export type CellFormat = Pick<Settings, 'timeZone' | 'numberFormat'>

/** A value as the table writes it: the part that carries the news, and what steps back around it. */
export interface CellText {
  readonly before: string
  readonly text: string
  readonly after: string
}

const plain = (text: string): CellText => ({ before: '', text, after: '' })
const grouped = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 20 })

/** How a cell reads. Dates are in the zone asked for; numbers that came as text keep every digit. */
export function cellText(cell: Cell, format: CellFormat): CellText {
  if (cell.type === 'null' || cell.value === null) return plain('null')
  if (cell.type === 'date') return dateText(String(cell.value), format.timeZone)
  if (cell.type === 'number') return plain(numberText(cell.value, format.numberFormat))
  const text = oneLine(String(cell.value))
  return cell.type === 'string' && cell.size !== undefined && cell.size > text.length
    ? { before: '', text, after: '…' }
    : plain(text)
}

/** How a cell reads in one string, for the clipboard and for accessible names. */
export function cellString(cell: Cell, format: CellFormat): string {
  const { before, text, after } = cellText(cell, format)
  return `${before}${text}${after}`
}

/** A number with its groups of three, if wanted. A number that came as text is written digit by digit. */
function numberText(value: string | number | boolean, style: CellFormat['numberFormat']): string {
  if (style === 'plain') return String(value)
  if (typeof value === 'number') return grouped.format(value)
  const parts = /^(-?)(\d+)(\..+)?$/.exec(String(value))
  if (parts === null) return String(value)
  return `${parts[1]}${(parts[2] ?? '').replace(/\B(?=(\d{3})+$)/g, ',')}${parts[3] ?? ''}`
}

/** A date without a time of day stays as it is: it names a day, not an instant, and has no zone to change. */
function dateText(value: string, zone: CellFormat['timeZone']): CellText {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value))) return plain(value)
  const time = timeText(value, zone)
  return { before: `${dayText(value, zone)} `, text: time.slice(0, 5), after: time.slice(5) }
}

/** Line breaks and tabs would tear a row apart; they are shown as what they are. */
function oneLine(text: string): string {
  return text.replace(/\r\n|\r|\n/g, '⏎').replace(/\t/g, '⇥')
}

/** Share of the bar behind a number, in per cent of the largest of its column; zero-based. */
export function barShare(cell: Cell, maxAbs: number): number {
  if (typeof cell.value !== 'number' || maxAbs <= 0) return 0
  return Math.min(100, Math.round((Math.abs(cell.value) / maxAbs) * 1000) / 10)
}
