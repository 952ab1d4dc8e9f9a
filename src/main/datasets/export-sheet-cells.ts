import { isExact } from '../../shared/exact-json.ts'
import { compactJson, maskedValue, maskText } from '../api/index.ts'

/** What a cell of a sheet can hold: a text is a text there, whatever it starts with. */
export type SheetCell = string | number | boolean | Date | null

/** Characters of one cell (Excel specifications and limits: total number of characters that a cell can contain). */
const maxCellText = 32_767
/** Digits of a number that Excel keeps (Excel specifications and limits: number precision). */
const maxDigits = 15

const isoDate = /^(\d{4})-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/

/** A value as a cell; ISO dates become dates where `dates` says so. `onCut` is told of a text longer than a cell. */
export function sheetCell(value: unknown, dates: boolean, onCut: () => void): SheetCell {
  if (value === undefined || value === null) return null
  if (value === maskedValue) return maskText
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return keepsDigits(value) ? value : String(value)
  if (typeof value === 'string') return (dates ? dateOf(value) : null) ?? fitting(value, onCut)
  return fitting(isExact(value) ? value.rawJSON : compactJson(value), onCut)
}

/** Whole numbers with more digits stay as text, digit by digit: they are numbers of things, not measures. */
function keepsDigits(value: number): boolean {
  return !Number.isInteger(value) || Math.abs(value) < 10 ** maxDigits
}

/** A moment in UTC. Excel knows no years before 1900; those stay as text. */
function dateOf(text: string): Date | null {
  const [, year, zone] = isoDate.exec(text) ?? []
  if (year === undefined || Number(year) < 1901) return null
  const isDay = text.length === 10
  const date = new Date(isDay || zone !== undefined ? text : `${text.replace(' ', 'T')}Z`)
  if (Number.isNaN(date.getTime())) return null
  // A day that does not exist, such as 30 February, rolls over into the next month.
  return zone === undefined && !date.toISOString().startsWith(text.slice(0, 10)) ? null : date
}

/** Text as it stands: a workbook would read `_x0041_` as the character of that number (ECMA-376, ST_Xstring). */
export function literalText(text: string): string {
  return text.replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
}

function fitting(text: string, onCut: () => void): string {
  if (text.length <= maxCellText) return literalText(text)
  onCut()
  const head = text.slice(0, maxCellText - 1)
  return literalText(`${/[\ud800-\udbff]$/.test(head) ? head.slice(0, -1) : head}…`)
}
