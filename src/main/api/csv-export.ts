import type { Connection } from '../../shared/connection.ts'
import { blockSize } from '../../shared/documents.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { csvHeader, csvRows, utf8Mark } from './csv.ts'
import type { DocumentPages } from './document-pages.ts'
import { cancelled } from './flights.ts'
import type { DocumentsOf } from './selection.ts'
import { writeWholeFile } from './whole-file.ts'

/** Rows that go to the clipboard at most: more than a spreadsheet takes in one paste without complaint. */
const maxClipboardRows = 10_000

/** Which documents are written, and which of their columns. */
export interface CsvRequest extends DocumentsOf {
  readonly columns: readonly (readonly string[])[]
  /** The first so many rows of the list. */
  readonly rows: number
}

/** Writes rows as a CSV file, block by block, asking for blocks that are no longer kept. Gives the rows written. */
export async function saveCsv(
  pages: DocumentPages,
  connection: Connection,
  request: CsvRequest,
  path: string,
  signal?: AbortSignal,
): Promise<number> {
  let rows = 0
  async function* pieces(): AsyncGenerator<string> {
    yield utf8Mark + csvHeader(request.columns)
    for await (const documents of blocksOf(pages, connection, request, signal)) {
      rows += documents.length
      yield csvRows(documents, request.columns)
    }
  }
  await writeWholeFile(path, pieces())
  return rows
}

/** The same rows as text for the clipboard, without the UTF-8 mark. */
export async function csvText(
  pages: DocumentPages,
  connection: Connection,
  request: CsvRequest,
  signal?: AbortSignal,
): Promise<{ readonly text: string; readonly rows: number }> {
  const limited = { ...request, rows: Math.min(request.rows, maxClipboardRows) }
  let text = csvHeader(request.columns)
  let rows = 0
  for await (const documents of blocksOf(pages, connection, limited, signal)) {
    rows += documents.length
    text += csvRows(documents, request.columns)
  }
  return { text, rows }
}

async function* blocksOf(
  pages: DocumentPages,
  connection: Connection,
  request: CsvRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly unknown[]> {
  for (let block = 0; block * blockSize < request.rows; block++) {
    if (signal?.aborted) throw cancelled()
    const { documents } = await pages.load(connection, request, block, { fresh: false, signal })
    if (documents === null) {
      throw new ExplorerError('malformed_response', 'The API did not answer with a list of documents.', {
        hint: 'Only lists can be written as CSV.',
      })
    }
    yield documents.slice(0, request.rows - block * blockSize)
    if (documents.length < blockSize) return
  }
}
