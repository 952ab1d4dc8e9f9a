import type { WrittenCsv } from '../../shared/sql.ts'
import { csvHeader, csvRows, utf8Mark, writeWholeFile } from '../api/index.ts'
import { resultColumns, resultValue } from './result-cells.ts'
import type { RawCell, RawColumn } from './sql-messages.ts'

/** Rows that are asked of the process at a time. */
const piece = 2000
/** Rows that go to the clipboard at most, as of every other table. */
const maxClipboardRows = 10_000

/** An answer whose rows can be asked for. */
export interface ResultRows {
  readonly columns: readonly RawColumn[]
  readonly count: number
  rows(from: number, to: number): Promise<readonly (readonly RawCell[])[]>
}

/** Writes all rows that are kept of an answer as CSV. A value that was cut ends in an ellipsis, and is counted. */
export async function saveResultCsv(result: ResultRows, path: string): Promise<WrittenCsv> {
  const cut = { values: 0 }
  async function* pieces(): AsyncGenerator<string> {
    yield utf8Mark + header(result)
    yield* lines(result, result.count, cut)
  }
  await writeWholeFile(path, pieces())
  return { rows: result.count, cutValues: cut.values }
}

/** The same as text for the clipboard, without the UTF-8 mark. */
export async function resultCsv(result: ResultRows): Promise<WrittenCsv & { readonly text: string }> {
  const rows = Math.min(result.count, maxClipboardRows)
  const cut = { values: 0 }
  let text = header(result)
  for await (const part of lines(result, rows, cut)) text += part
  return { text, rows, cutValues: cut.values }
}

function header({ columns }: ResultRows): string {
  return csvHeader(resultColumns(columns, 0).map(({ keys }) => keys))
}

async function* lines(
  { columns, rows }: ResultRows,
  count: number,
  cut: { values: number },
): AsyncGenerator<string> {
  const places = columns.map((_, index) => [String(index)])
  const written = (cell: RawCell, index: number): unknown => {
    if (cell === null || typeof cell === 'string') return resultValue(cell, columns[index]?.kind ?? 'text')
    cut.values++
    return `${cell.text}…`
  }
  for (let from = 0; from < count; from += piece) {
    const found = await rows(from, Math.min(from + piece, count))
    const documents = found.map(row =>
      Object.fromEntries(row.map((cell, index) => [index, written(cell, index)])),
    )
    yield csvRows(documents, places)
  }
}
