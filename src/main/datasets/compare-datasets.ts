import { type ChangedRow, type ChangedRowList, readChangedRows } from './changed-row-list.ts'
import { openPair, query } from './engine.ts'
import { type Field, idIndex, valueColumn } from './field.ts'

/** What differs between two versions of a collection. */
export interface Comparison {
  readonly added: number
  readonly changed: number
  readonly removed: number
  /** Changed ones, then added, then removed, each in the order of their rows. */
  readonly rows: ChangedRowList
}

export interface Version {
  readonly database: string
  readonly fields: readonly Field[]
}

/**
 * Compares two versions, document by document: those of the same `_id`, or, where one has none, of the same text, the
 * first with the first and so on where there are several. The engine sees these two files and nothing else.
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
       FROM (SELECT key, repeat, doc AS after, row AS now_row FROM (${keyedSql(now, 'data')})) AS n
       FULL OUTER JOIN (SELECT key, repeat, doc AS earlier, row AS before_row FROM (${keyedSql(before, 'previous.data')})) AS p
         ON n.key = p.key AND n.repeat = p.repeat
       WHERE after IS DISTINCT FROM earlier`,
    )
    const counts = await query(connection, 'SELECT kind, count(*) AS documents FROM changes GROUP BY kind')
    const count = (kind: ChangedRow['kind']): number =>
      Number(counts.find(row => row['kind'] === kind)?.['documents'] ?? 0)
    const [changed, added, removed] = [count('changed'), count('added'), count('removed')]
    const rows = await readChangedRows(
      connection,
      `SELECT CASE kind WHEN 'changed' THEN 0 WHEN 'added' THEN 1 ELSE 2 END AS place,
         CAST(now_row AS INTEGER), CAST(before_row AS INTEGER)
       FROM changes ORDER BY place, coalesce(now_row, before_row)`,
      changed + added + removed,
    )
    return { added, changed, removed, rows }
  } finally {
    signal.removeEventListener('abort', interrupt)
    engine.close()
  }
}

/**
 * Documents with what they are known by, and which of its kind each is: so each has one partner at most, however many
 * are alike. Only what occurs more than once is numbered, as whole documents would have to be sorted for it.
 */
function keyedSql({ fields }: Version, table: string): string {
  const index = idIndex(fields)
  const text = "'text ' || md5(doc)"
  const key = index < 0 ? text : `coalesce(CAST(${valueColumn(index)} AS VARCHAR), ${text})`
  const keys = `SELECT rowid AS row, ${key} AS key FROM ${table}`
  const repeated = `SELECT key FROM (${keys}) GROUP BY key HAVING count(*) > 1`
  return `SELECT row, key, doc, coalesce(number, 1) AS repeat
    FROM (SELECT rowid AS row, ${key} AS key, doc FROM ${table})
    LEFT JOIN (SELECT row, row_number() OVER (PARTITION BY key ORDER BY row) AS number
      FROM (${keys}) WHERE key IN (${repeated})) AS numbered USING (row)`
}
