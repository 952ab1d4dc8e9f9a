import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Connection, openWriter, query, sqlText } from './engine.ts'
import { type Field, typeCode, typeColumn, valueColumn } from './field.ts'
import { type KnownField, knowFields } from './field-facts.ts'
import { isTakenApart, maxLevels, stageFields } from './field-levels.ts'

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
    await readPages(connection, input)
    const tree = await stageFields(connection, 'staging.raw')
    const fields = systemFlagsLast(await knowFields(connection, tree.fields))
    const columns = fields.flatMap((field, index) => [
      `${typeSql(field)} AS ${typeColumn(index)}`,
      `${valueSql(field)} AS ${valueColumn(index)}`,
    ])
    // Staging tables have the rows of the documents in the same order, so they stand side by side.
    const sources = ['staging.raw', ...tree.tables].join(' POSITIONAL JOIN ')
    signal.throwIfAborted()
    await connection.run(`CREATE TABLE data AS SELECT ${['doc', ...columns].join(', ')} FROM ${sources}`)
    const [{ documents = 0 } = {}] = await query(connection, 'SELECT count(*) AS documents FROM data')
    const repeatedIds = await countRepeatedIds(connection, fields)
    await connection.run('DETACH staging')
    await connection.run('CHECKPOINT')
    return {
      documents: Number(documents),
      fields: fields.map(({ staged: _, ...field }) => field),
      droppedFields: tree.dropped,
      repeatedIds,
    }
  } finally {
    signal.removeEventListener('abort', interrupt)
    engine.close()
    await removeDatabase(staging)
  }
}

/** Set by the API (fact sheet, section 4, system flags): of interest after everything else. */
const systemFlags = ['_id', '_createdAt', '_updatedAt', '_changedBy', '_hash']

function systemFlagsLast(fields: readonly KnownField[]): readonly KnownField[] {
  const place = ({ keys: [first = ''] }: KnownField): number => systemFlags.indexOf(first)
  return fields.toSorted((a, b) => place(a) - place(b))
}

async function readPages(connection: Connection, { pages, longestPage }: BuildInput): Promise<void> {
  await connection.run('CREATE TABLE staging.raw (doc VARCHAR)')
  if (pages.length === 0) return
  // Its buffers take this much each, so it is no larger than the data asks for. 16 MiB is the engine's own default.
  const size = Math.max(16 * 1024 * 1024, longestPage + 1024)
  await connection.run(
    `INSERT INTO staging.raw SELECT CAST(json AS VARCHAR) FROM read_ndjson_objects([${pages.map(sqlText).join(', ')}], maximum_object_size = ${size})`,
  )
}

function typeSql({ staged: { column: p, keys } }: KnownField): string {
  const parts = keys.length < maxLevels ? `WHEN ${isTakenApart(p)} THEN NULL ` : ''
  return `CAST(CASE WHEN ${p} IS NULL THEN NULL ${parts}WHEN ${p} = 'null' THEN ${typeCode.null} WHEN ${p} IN ('true', 'false') THEN ${typeCode.boolean} WHEN starts_with(${p}, '"') THEN ${typeCode.string} WHEN starts_with(${p}, '{') THEN ${typeCode.object} WHEN starts_with(${p}, '[') THEN ${typeCode.array} ELSE ${typeCode.number} END AS UTINYINT)`
}

function valueSql({ storage, staged: { column: p, keys } }: KnownField): string {
  const whole = keys.length < maxLevels ? `CASE WHEN NOT ${isTakenApart(p)} THEN ${p} END` : p
  switch (storage) {
    case 'integer':
      return `TRY_CAST(${p} AS BIGINT)`
    case 'hugeint':
      return `TRY_CAST(${p} AS HUGEINT)`
    case 'double':
      return `TRY_CAST(${p} AS DOUBLE)`
    case 'boolean':
      return `TRY_CAST(${p} AS BOOLEAN)`
    case 'timestamp':
      return `TRY_CAST(json_extract_string(${whole}, '$') AS TIMESTAMP)`
    case 'text':
      return `json_extract_string(${whole}, '$')`
    case 'json':
      return `nullif(${whole}, 'null')`
  }
}

async function countRepeatedIds(connection: Connection, fields: readonly Field[]): Promise<number> {
  const index = fields.findIndex(({ keys }) => keys.length === 1 && keys[0] === '_id')
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
