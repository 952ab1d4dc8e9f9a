import { stringify } from 'csv-stringify/sync'
import { isExact } from '../../shared/exact-json.ts'
import { valueAt } from './columns.ts'
import { compactJson } from './json-writer.ts'
import { maskedValue, maskText } from './masking.ts'

/** Excel takes a CSV file for UTF-8 only where it starts with this mark; other programs skip it. */
export const utf8Mark = '\ufeff'

/** Between two fields: a comma in files, a tab on the clipboard, which spreadsheets paste as cells. */
type CsvDelimiter = ',' | '\t'

/** The header of a CSV: dotted column names. RFC 4180, with CRLF. */
export function csvHeader(columns: readonly (readonly string[])[], delimiter: CsvDelimiter = ','): string {
  return csvLines([columns.map(keys => safeText(keys.join('.')))], delimiter)
}

/** Documents as CSV rows under those columns. Missing and null are empty; objects and arrays are JSON. */
export function csvRows(
  documents: readonly unknown[],
  columns: readonly (readonly string[])[],
  delimiter: CsvDelimiter = ',',
): string {
  return csvLines(
    documents.map(document => columns.map(keys => csvText(valueAt(document, keys)))),
    delimiter,
  )
}

function csvLines(rows: readonly (readonly string[])[], delimiter: CsvDelimiter): string {
  return stringify(rows as string[][], {
    delimiter,
    record_delimiter: 'windows',
    // The library quotes only the delimiter it writes itself; a lone CR or LF ends a row for many readers too.
    quoted_match: /[\r\n]/,
    // A row of one empty field would be an empty line, which readers skip.
    quoted_empty: rows[0]?.length === 1,
  })
}

function csvText(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (value === maskedValue) return maskText
  if (typeof value === 'string') return safeText(value)
  return isExact(value) ? value.rawJSON : compactJson(value)
}

/**
 * Keeps a spreadsheet from taking text for a formula (OWASP, CSV Injection): an apostrophe goes before a first
 * character that starts one, its full-width forms included. Numbers do not come here, so -5 stays a number.
 */
function safeText(text: string): string {
  return /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text
}
