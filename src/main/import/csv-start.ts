import { parse } from 'csv-parse/sync'
import { ExplorerError } from '../../shared/errors.ts'
import { columnOf, columns } from './columns.ts'
import { decodeText } from './decode-text.ts'

const delimiters = [',', ';', '\t', '|'] as const
/** Characters of a first line; and of a row, which is far more than a set of credentials has. */
export const longestLine = 100_000
/** Characters in which rows are looked for to show what a column holds. */
const sampled = 64 * 1024
/** Rows of which the window is shown something, beside the first. */
const sampleRows = 3

export interface FirstLine {
  readonly line: string
  /** What was read so far, without a line that only names the delimiter. */
  readonly held: string
  readonly delimiter: string | null
  readonly skippedLines: number
}

/** Reads until the first line is whole, and takes off the `sep=;` that Excel writes before it. */
export async function readFirstLine(text: AsyncIterator<string>): Promise<FirstLine> {
  let held = ''
  let delimiter: string | null = null
  for (;;) {
    // Any character that is no part of a name, a quote or the end of the line.
    const separator: RegExpExecArray | null =
      delimiter === null ? /^sep=([^\p{L}\p{N}"\r\n])\r?\n/iu.exec(held) : null
    if (separator !== null) {
      delimiter = separator[1] ?? null
      held = held.slice(separator[0].length)
    }
    const end = held.trimStart().search(/[\r\n]/)
    const couldBeSeparator = delimiter === null && /^sep=.?\r?$/i.test(held)
    if (end !== -1 && !couldBeSeparator) {
      return {
        line: held.trimStart().slice(0, end),
        held,
        delimiter,
        skippedLines: delimiter === null ? 0 : 1,
      }
    }
    if (held.length > longestLine) throw noHeader()
    const next = await text.next()
    if (next.done === true)
      return { line: held.trim(), held, delimiter, skippedLines: delimiter === null ? 0 : 1 }
    held += next.value
  }
}

/** The delimiter under which the first line names most columns; the one that stands there most often among equals. */
export function delimiterOf(line: string): string {
  const score = (delimiter: string) => {
    const cells = line.split(delimiter)
    return cells.filter(cell => columnOf(cell) !== null).length * 1000 + Math.min(999, cells.length)
  }
  return delimiters.reduce((best, delimiter) => (score(delimiter) > score(best) ? delimiter : best))
}

/** How a CSV begins. Its cells may be secrets, those of the first line too where that is no header. */
export interface CsvStart {
  readonly delimiter: string
  readonly firstLine: readonly string[]
  /** Whether the first line has the name of a column that is known. */
  readonly isNamed: boolean
  /** The first few rows after it. */
  readonly rows: readonly (readonly string[])[]
}

/** Reads the first lines of a CSV. `delimiter`: what somebody chose instead of what is found. */
export async function readCsvStart(
  source: AsyncIterable<Uint8Array>,
  delimiter: string | null,
): Promise<CsvStart> {
  const text = decodeText(source)[Symbol.asyncIterator]()
  const start = await readFirstLine(text)
  let { held } = start
  while (held.length < sampled) {
    const next = await text.next()
    if (next.done === true) break
    held += next.value
  }
  const used = delimiter ?? start.delimiter ?? delimiterOf(start.line)
  const read = (lines: string, to: number): string[][] =>
    parse(lines, {
      delimiter: used,
      to,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: longestLine,
    })
  const [firstLine = []] = read(start.line, 1)
  const isNamed = firstLine.some(name => columnOf(name) !== null)
  return { delimiter: used, firstLine, isNamed, rows: rowsIn(() => read(held, sampleRows + 1).slice(1)) }
}

/** None where they cannot be read: what is wrong with a row is told when all of them are. */
function rowsIn(read: () => string[][]): readonly (readonly string[])[] {
  try {
    return read()
  } catch {
    return []
  }
}

export function noHeader(): ExplorerError {
  return new ExplorerError('invalid_input', 'The first line of the list does not name its columns.', {
    hint: `Start it with: ${columns.join(',')}. Only client_id has to be there.`,
  })
}
