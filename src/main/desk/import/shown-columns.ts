import { type ImportColumn, type ListColumn, plainColumns } from '../../../shared/desk.ts'
import { type CsvReading, type CsvStart, columnOf } from '../../import/index.ts'

/** Columns that are looked at: far more than a list of customers has. */
const mostColumns = 1000
/** Values of a column that are shown. */
const samples = 3

/**
 * The columns of a CSV as the window may see them: by name, with the first values of those that are taken for a field
 * that is no secret. Of any other value only the length is told, and so of one that looks like a secret wherever it
 * stands: columns are often mistaken for others.
 */
export function shownColumns(start: CsvStart, { columns, firstLineIsRow }: CsvReading): ImportColumn[] {
  const rows = firstLineIsRow ? [start.firstLine, ...start.rows] : start.rows
  const count = Math.min(mostColumns, Math.max(start.firstLine.length, columns?.length ?? 0))
  return Array.from({ length: count }, (_, index) => {
    const name = start.firstLine[index]?.trim() ?? ''
    const named = firstLineIsRow ? null : columnOf(name)
    const column = columns === null ? named : (columns[index] ?? null)
    const values = rows.map(row => row[index]?.trim() ?? '').filter(value => value !== '')
    return {
      name: firstLineIsRow || (!start.isNamed && !looksLikeName(name)) ? '' : name.slice(0, 80),
      column,
      samples: values.slice(0, samples).map(value => shownValue(value, column)),
    }
  })
}

function shownValue(value: string, column: ListColumn | null): string {
  const isPlain = plainColumns.some(plain => plain === column)
  if (isPlain && !looksLikeSecret(value)) return value.slice(0, 60)
  return value.length === 1 ? '1 character' : `${value.length} characters`
}

/** Whether what somebody calls the name of a column can be one: a few words. */
const looksLikeName = (text: string): boolean => text.length <= 40 && /^[\p{L} _.()/-]+$/u.test(text)

/** Whether a part of a value is as long and as mixed as what nobody types by hand. */
function looksLikeSecret(value: string): boolean {
  return value.split(/\s+/).some(part => {
    if (part.length < 12 || /^https?:\/\/[^?#@]*$/i.test(part)) return false
    const changes = part.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0
    return /\d/.test(part) || /[^\p{L}\p{N}._,&/-]/u.test(part) || changes > 2
  })
}
