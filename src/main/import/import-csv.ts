import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type CsvError, type Info, parse } from 'csv-parse'
import { ExplorerError } from '../../shared/errors.ts'
import { type Column, columnOf, columns } from './columns.ts'
import { delimiterOf, longestLine, noHeader, readFirstLine } from './csv-start.ts'
import { decodeText } from './decode-text.ts'
import { readRow } from './row.ts'
import type { ImportedEntry } from './types.ts'

/** How to read a CSV where it does not say so itself. */
export interface CsvReading {
  /** What each column holds; null: by the names in the first line. */
  readonly columns: readonly (Column | null)[] | null
  /** Null: as it is found in the first line. */
  readonly delimiter: string | null
  /** Whether the first line is a row already; then `columns` has to say what it holds. */
  readonly firstLineIsRow: boolean
}

const byItself: CsvReading = { columns: null, delimiter: null, firstLineIsRow: false }

/**
 * Reads a customer list from CSV, row by row. The delimiter is found in the first line, which names the columns in
 * any order, unless `reading` says otherwise. Throws `invalid_input` where there is no such line; anything
 * wrong with a single row is an entry of its own, and the others go on.
 */
export async function* importCsv(
  source: AsyncIterable<Uint8Array>,
  reading: CsvReading = byItself,
): AsyncGenerator<ImportedEntry> {
  const text = decodeText(source)[Symbol.asyncIterator]()
  const start = await readFirstLine(text)
  const delimiter = reading.delimiter ?? start.delimiter ?? delimiterOf(start.line)
  let header = reading.firstLineIsRow ? checkedHeader(reading.columns ?? []) : null
  const problems: ImportedEntry[] = []
  const parser = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    // A quote in the middle of a value is taken as it stands: a strict reader would lose its place for good.
    relax_quotes: true,
    max_record_size: longestLine,
    skip_records_with_error: true,
    on_skip: error => {
      if (error !== undefined) problems.push(skipped(error))
    },
  })
  async function* rest(): AsyncGenerator<string> {
    yield start.held
    for (let next = await text.next(); next.done !== true; next = await text.next()) yield next.value
  }
  const feeding = pipeline(Readable.from(rest()), parser)
  // Told by the loop below, too, which reads from the same parser.
  feeding.catch(() => {})
  /** Line where the last record ended. */
  let line = start.skippedLines
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      yield* problems.splice(0)
      const from = line + 1
      line = info.lines + start.skippedLines
      if (header === null) header = checkedHeader(reading.columns ?? record.map(columnOf))
      else yield readRecord({ from, to: line }, record, header)
    }
    await feeding
  } catch (error) {
    throw asExplorerError(error)
  }
  yield* problems.splice(0)
  if (header === null) throw noHeader()
}

function checkedHeader(header: readonly (Column | null)[]): readonly (Column | null)[] {
  if (!header.includes('client_id')) throw noHeader()
  const twice = columns.find(column => header.filter(name => name === column).length > 1)
  if (twice !== undefined) {
    throw new ExplorerError('invalid_input', `More than one column of the list means ${twice}.`, {
      hint: 'Rename or delete one of them.',
    })
  }
  return header
}

function readRecord(
  lines: { readonly from: number; readonly to: number },
  record: readonly string[],
  header: readonly (Column | null)[],
): ImportedEntry {
  // A stray quote swallows what follows, up to the next: say so, since rows are missing then.
  const several = `Lines ${lines.from} to ${lines.to} were read as one row; is a quote left open?`
  const problem = (reason: string): ImportedEntry => ({
    kind: 'problem',
    problem: { line: lines.to, reason: lines.from < lines.to ? `${reason} ${several}` : reason },
    cells: null,
  })
  if (record.length > header.length && record.slice(header.length).some(cell => cell.trim() !== '')) {
    return problem(
      `Has ${record.length} cells where the first line names ${header.length}. Put values that contain the delimiter in quotes.`,
    )
  }
  const cells = header.flatMap((column, index) => {
    const value = record[index]?.trim() ?? ''
    return column === null || value === '' ? [] : [[column, value] as const]
  })
  const broken = cells.find(([, value]) => /[\r\n]/.test(value))
  if (broken !== undefined) {
    return problem(`${broken[0]}: has a line break inside.`)
  }
  return readRow(lines.to, new Map(cells))
}

/** The library's own messages repeat the value they stumbled over. */
function skipped(error: CsvError): ImportedEntry {
  const line = typeof error.lines === 'number' ? error.lines : 0
  return { kind: 'problem', problem: { line, reason: unreadable(error.code) }, cells: null }
}

function unreadable(code: string): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    return 'A quote is opened in this row or before it and never closed. What follows it was not read.'
  }
  if (code === 'CSV_MAX_RECORD_SIZE') return `The row is longer than ${longestLine} characters.`
  return 'The quotes of the row do not match. Double each quote that belongs to a value.'
}

function asExplorerError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (error instanceof ExplorerError || !code.startsWith('CSV_')) return error
  return new ExplorerError('invalid_input', 'The list cannot be read as CSV.', { hint: unreadable(code) })
}
