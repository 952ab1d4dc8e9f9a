import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import type { FileReading, ImportFile, ListColumn } from '../../../shared/desk.ts'
import { ExplorerError } from '../../../shared/errors.ts'
import { parsePaste } from '../../connections/index.ts'
import {
  type Cells,
  type CsvReading,
  columns as columnNames,
  decodeText,
  type ImportedEntry,
  importCsv,
  importJson,
  readCsvStart,
  readRow,
} from '../../import/index.ts'
import { shownColumns } from './shown-columns.ts'

/** Bytes of a list; 5,000 customers are some 2 MB. */
const largest = 64 * 1024 * 1024
/** Rows after which the app gets a moment for other things. */
const rowsAtOnce = 200

export interface ListFile {
  readonly file: ImportFile
  readonly entries: readonly ImportedEntry[]
}

/** What a file says itself. */
export const asItSays: FileReading = { columns: null, delimiter: null, firstLineIsRow: null }

/**
 * Reads a file of customers: CSV, a JSON array, or the settings of one connection (a Postman environment, a JSON
 * object, a `.env`). `reading` says how to read a CSV that does not say so itself. What is wrong with the file as a
 * whole is in the answer.
 */
export async function readListFile(path: string, reading: FileReading = asItSays): Promise<ListFile> {
  const name = basename(path)
  let format: ImportFile['format'] = 'csv'
  let csv: ImportFile['csv'] = null
  try {
    if ((await stat(path)).size > largest) {
      throw new ExplorerError('invalid_input', 'The file is larger than 64 MB.', { hint: 'Split it.' })
    }
    format = await formatOf(path)
    if (format !== 'csv') {
      return { file: { name, format, csv, problem: null }, entries: await collect(path, format) }
    }
    const start = await readCsvStart(createReadStream(path), reading.delimiter)
    const used: CsvReading = {
      columns: reading.columns,
      delimiter: start.delimiter,
      // A first line in which no name is known may be a row, with secrets in it.
      firstLineIsRow: reading.firstLineIsRow ?? !start.isNamed,
    }
    csv = {
      columns: shownColumns(start, used),
      delimiter: start.delimiter,
      firstLineIsRow: used.firstLineIsRow,
    }
    if (!csv.columns.some(({ column }) => column === 'client_id')) throw noClientId()
    const entries = await gathered(importCsv(createReadStream(path), used))
    return { file: { name, format, csv, problem: null }, entries }
  } catch (error) {
    return { file: { name, format, csv, problem: asProblem(error).toData() }, entries: [] }
  }
}

function noClientId(): ExplorerError {
  return new ExplorerError('invalid_input', 'No column is known to hold the Client ID.', {
    hint: `Say below what each column holds, or start the file with: ${columnNames.join(',')}.`,
  })
}

async function formatOf(path: string): Promise<ImportFile['format']> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(512), 0, 512, 0)
    const head = (await textOf(Readable.from([buffer.subarray(0, bytesRead)]))).trimStart()
    if (head.startsWith('[')) return 'json'
    if (head.startsWith('{') || /(^|[\\/])[^\\/]*\.env(\.[^\\/]*)?$/i.test(path)) return 'settings'
    return 'csv'
  } finally {
    await handle.close()
  }
}

/** The text of a file in whatever encoding it has. */
async function textOf(source: AsyncIterable<Uint8Array>): Promise<string> {
  let text = ''
  for await (const piece of decodeText(source)) text += piece
  return text
}

async function collect(path: string, format: 'json' | 'settings'): Promise<readonly ImportedEntry[]> {
  if (format === 'settings') return [readSettings(await textOf(createReadStream(path)), basename(path))]
  return gathered(importJson(createReadStream(path)))
}

async function gathered(source: AsyncIterable<ImportedEntry>): Promise<readonly ImportedEntry[]> {
  const entries: ImportedEntry[] = []
  for await (const entry of source) {
    entries.push(entry)
    if (entries.length % rowsAtOnce === 0) await new Promise(resolve => setImmediate(resolve))
  }
  return entries
}

/** One connection out of a file of names and values. */
function readSettings(text: string, fileName: string): ImportedEntry {
  try {
    const { fields, secrets } = parsePaste(text)
    const cells: readonly (readonly [ListColumn, string | undefined])[] = [
      ['name', fields.name ?? fileName.replace(/(\.postman_environment)?\.json$|\.env$/i, '')],
      ['customer', fields.customer],
      ['client_id', fields.clientId],
      ['client_secret', secrets.clientSecret],
      ['api_key', secrets.apiKey],
      ['token_url', fields.tokenUrl],
      ['api_base_url', fields.apiBaseUrl],
      ['scope', fields.scope],
      ['client_auth', fields.clientAuthentication],
    ]
    const filled = cells.flatMap(([column, value]) =>
      value === undefined || value === '' ? [] : [[column, value] as const],
    )
    return readRow(1, new Map(filled) satisfies Cells)
  } catch (error) {
    if (!(error instanceof ExplorerError)) throw error
    throw new ExplorerError('invalid_input', 'Nothing in the file looks like credentials.', {
      hint: 'Use CSV, a JSON array, a Postman environment or lines such as CLIENT_ID=…',
    })
  }
}

function asProblem(error: unknown): ExplorerError {
  if (error instanceof ExplorerError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === '') throw error
  return new ExplorerError('invalid_input', `The file could not be read (${code}).`, {
    hint: 'Check that it exists and that you may read it.',
  })
}
