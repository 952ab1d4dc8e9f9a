import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ExplorerError } from '../../shared/errors.ts'
import { type Connection, openWriter, query, sqlText } from './engine.ts'
import { type Field, idIndex, valueColumn } from './field.ts'
import { tableByShapes } from './table-by-shapes.ts'
import { type ColumnsMade, tableByStages } from './table-by-stages.ts'

/** A table that was built. */
export interface BuiltTable {
  readonly documents: number
  readonly fields: readonly Field[]
  readonly droppedFields: number
  /** Documents whose `_id` another one has too. */
  readonly repeatedIds: number
}

interface BuildInput {
  /** The folder of the dataset; nothing outside it is touched. */
  readonly folder: string
  readonly database: string
  /** Files of documents, one a line, in the order of the rows. */
  readonly pages: readonly string[]
  /** Bytes of the longest page: no document is longer. */
  readonly longestPage: number
  readonly signal: AbortSignal
}

/**
 * Builds the table of a dataset: for each document its text as it came and, beside it, its fields as columns of the
 * type that all their values have. Everything on the way is staged in a file that is removed at the end.
 */
export async function buildTable(input: BuildInput): Promise<BuiltTable> {
  const { folder, database, signal } = input
  const staging = join(folder, 'staging.duckdb')
  await removeDatabase(database)
  await removeDatabase(staging)
  const engine = await openWriter(database, folder)
  const interrupt = (): void => engine.connection.interrupt()
  signal.addEventListener('abort', interrupt)
  try {
    const { connection } = engine
    await connection.run(`ATTACH ${sqlText(staging)} AS staging`)
    const { fields, droppedFields } = await makeTable(connection, sourceOf(input), signal)
    signal.throwIfAborted()
    const [{ documents = 0 } = {}] = await query(connection, 'SELECT count(*) AS documents FROM data')
    const repeatedIds = await countRepeatedIds(connection, fields)
    await connection.run('DETACH staging')
    await connection.run('CHECKPOINT')
    return { documents: Number(documents), fields, droppedFields, repeatedIds }
  } finally {
    signal.removeEventListener('abort', interrupt)
    engine.close()
    await removeDatabase(staging)
  }
}

async function makeTable(connection: Connection, source: string, signal: AbortSignal): Promise<ColumnsMade> {
  try {
    const made = await tableByShapes(connection, source)
    if (made !== null) return made
  } catch (error) {
    // The engine's structures refuse some documents; taken apart level by level any document will do.
    if (signal.aborted || error instanceof ExplorerError) throw error
  }
  await connection.run('DROP TABLE IF EXISTS data')
  return tableByStages(connection, source)
}

/** The documents as SQL: JSON in a column named `json`. */
function sourceOf({ pages, longestPage }: BuildInput): string {
  if (pages.length === 0) return "(SELECT CAST('null' AS JSON) AS json WHERE false)"
  // Its buffers take this much each, so it is no larger than the data asks for. 16 MiB is the engine's own default.
  const size = Math.max(16 * 1024 * 1024, longestPage + 1024)
  return `read_ndjson_objects([${pages.map(sqlText).join(', ')}], maximum_object_size = ${size})`
}

async function countRepeatedIds(connection: Connection, fields: readonly Field[]): Promise<number> {
  const index = idIndex(fields)
  if (index < 0) return 0
  const id = valueColumn(index)
  const [{ repeated = 0 } = {}] = await query(
    connection,
    `SELECT count(${id}) - count(DISTINCT ${id}) AS repeated FROM data`,
  )
  return Number(repeated)
}

async function removeDatabase(file: string): Promise<void> {
  for (const ending of ['', '.wal', '.tmp']) await rm(`${file}${ending}`, { recursive: true, force: true })
}
