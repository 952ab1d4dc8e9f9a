import { openPair, query } from './engine.ts'
import { type Field, valueColumn } from './field.ts'

/** One document that is not as it was, by its rows in both versions. */
export interface ChangedRow {
  readonly kind: 'added' | 'changed' | 'removed'
  /** Row in the new version; null where it was removed. */
  readonly now: number | null
  /** Row in the version before; null where it was added. */
  readonly before: number | null
}

/** What differs between two versions of a collection. */
export interface Comparison {
  readonly added: number
  readonly changed: number
  readonly removed: number
  /** The first of them: changed ones, then added, then removed. */
  readonly rows: readonly ChangedRow[]
}

export interface Version {
  readonly database: string
  readonly fields: readonly Field[]
}

/** More than anybody goes through one by one. */
const maxRows = 10_000

/**
 * Compares two versions, document by document: those of the same `_id`, or, where one has none, of the same text. The
 * engine sees these two files and nothing else.
 */
export async function compareDatasets(
  now: Version,
  before: Version,
  signal: AbortSignal,
): Promise<Comparison> {
  const engine = await openPair(now.database, before.database)
  const interrupt = (): void => engine.connection.interrupt()
  signal.addEventListener('abort', interrupt)
  try {
    signal.throwIfAborted()
    const { connection } = engine
    await connection.run(
      `CREATE TEMP TABLE changes AS
       SELECT CASE WHEN after IS NULL THEN 'removed' WHEN earlier IS NULL THEN 'added' ELSE 'changed' END AS kind,
         now_row, before_row
       FROM (SELECT ${keySql(now)} AS key, doc AS after, rowid AS now_row FROM data) AS n
       FULL OUTER JOIN (SELECT ${keySql(before)} AS key, doc AS earlier, rowid AS before_row FROM previous.data) AS p
         ON n.key = p.key
       WHERE after IS DISTINCT FROM earlier`,
    )
    const counts = await query(connection, 'SELECT kind, count(*) AS documents FROM changes GROUP BY kind')
    const rows = await query(
      connection,
      `SELECT * FROM changes ORDER BY kind = 'removed', kind = 'added', coalesce(now_row, before_row) LIMIT ${maxRows}`,
    )
    const count = (kind: ChangedRow['kind']): number =>
      Number(counts.find(row => row['kind'] === kind)?.['documents'] ?? 0)
    return {
      ...{ added: count('added'), changed: count('changed'), removed: count('removed') },
      rows: rows.map(row => ({
        kind: row['kind'] as ChangedRow['kind'],
        now: numberOrNull(row['now_row']),
        before: numberOrNull(row['before_row']),
      })),
    }
  } finally {
    signal.removeEventListener('abort', interrupt)
    engine.close()
  }
}

function keySql({ fields }: Version): string {
  const index = fields.findIndex(({ keys }) => keys.length === 1 && keys[0] === '_id')
  return index < 0 ? 'doc' : `coalesce(CAST(${valueColumn(index)} AS VARCHAR), doc)`
}

function numberOrNull(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value)
}
