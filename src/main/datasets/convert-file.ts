import { copyFile, link, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileFormat } from '../../shared/datasets.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { typedColumns } from './csv-types.ts'
import { openWriter, sqlText } from './engine.ts'

const readers = {
  // What the engine takes for a type after some rows may cost digits, and fail at a later row.
  csv: (file: string) => `read_csv(${file}, all_varchar = true)`,
  parquet: (file: string) => `read_parquet(${file})`,
} as const

interface Conversion {
  readonly path: string
  readonly format: Extract<FileFormat, keyof typeof readers>
  /** The folder of the dataset. */
  readonly folder: string
  readonly signal: AbortSignal
}

/**
 * Writes the rows of a table file as JSON, one a line, and gives that file. The engine sees nothing but the folder of
 * the dataset, where the file gets a name of ours: its own could be read as a pattern. Throws `malformed_response`
 * with the line where the engine names one.
 */
export async function convertFile({ path, format, folder, signal }: Conversion): Promise<string> {
  const source = join(folder, `source.${format}`)
  const target = join(folder, 'source.ndjson')
  const database = join(folder, 'convert.duckdb')
  await rm(source, { force: true })
  // A link to a link would be read from here, where it leads nowhere.
  const file = await realpath(path)
  // Another file system has no links to here.
  await link(file, source).catch(() => copyFile(file, source))
  const engine = await openWriter(database, folder)
  const interrupt = (): void => engine.connection.interrupt()
  signal.addEventListener('abort', interrupt)
  try {
    signal.throwIfAborted()
    const table = readers[format](sqlText(source))
    const columns = format === 'csv' ? await typedColumns(engine.connection, table) : '*'
    await engine.connection.run(`COPY (SELECT ${columns} FROM ${table}) TO ${sqlText(target)} (FORMAT json)`)
    return target
  } catch (error) {
    if (signal.aborted) throw error
    throw unreadable(format, error)
  } finally {
    signal.removeEventListener('abort', interrupt)
    engine.close()
    for (const file of [source, database, `${database}.wal`]) await rm(file, { force: true })
  }
}

/** The engine's own words hold parts of the file and settings that nobody here can change. */
function unreadable(format: Conversion['format'], error: unknown): ExplorerError {
  const line = /\bLine:? (\d+)/i.exec(String(error))?.[1]
  const title = format === 'csv' ? 'CSV' : 'Parquet'
  const where = line === undefined ? '' : `: line ${Number(line).toLocaleString('en-US')} has a mistake`
  return new ExplorerError('malformed_response', `This file could not be read as ${title}${where}.`, {
    hint: format === 'csv' ? 'Check that each row has as many fields as the head.' : 'It may be damaged.',
    cause: error,
  })
}
