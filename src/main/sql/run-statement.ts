import { type DuckDBConnection, type DuckDBPreparedStatement, StatementType } from '@duckdb/node-api'
import { type Allowed, onlySelect, type Refusal, refusalOf } from './check-statement.ts'
import { type KeptRows, keepRows } from './kept-rows.ts'
import type { RunAnswer } from './sql-messages.ts'
import { type StatementParts, statementParts } from './statement-text.ts'
import { cutSql, type ValueSql, valueSql } from './value-sql.ts'

/** Columns that are kept; a table of more is nothing that anybody reads. */
const maxColumns = 1000
/** Characters of a plan. */
const maxPlan = 200_000

/** What came of a statement, with the rows that it gave. */
export interface StatementRun {
  readonly answer: RunAnswer
  readonly rows: KeptRows | null
}

/** Runs one typed statement, if it is one that may run. Throws what the engine says against it. */
export async function runStatement(
  connection: DuckDBConnection,
  text: string,
  allowed: Allowed,
  signal: AbortSignal,
): Promise<StatementRun> {
  const parts = statementParts(text)
  const refusal = await checkedBy(connection, parts.query, allowed)
  if (refusal !== null) return { answer: { state: 'refused', ...refusal }, rows: null }
  signal.throwIfAborted()
  if (parts.explain !== null) return { answer: await plan(connection, parts), rows: null }
  return select(connection, parts.bare, allowed, signal)
}

/** Parses without running: the query has to be one SELECT that names nothing but what is allowed. */
async function checkedBy(
  connection: DuckDBConnection,
  query: string,
  allowed: Allowed,
): Promise<Refusal | null> {
  const parsed = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [query])
  const tree: unknown = JSON.parse(String(parsed.getRowsJS()[0]?.[0] ?? 'null'))
  // The engine's own words say where it stopped reading; there is nothing yet that could run.
  if (isSyntaxError(tree)) await connection.prepare(query)
  return refusalOf(tree, allowed)
}

function isSyntaxError(tree: unknown): boolean {
  return typeof tree === 'object' && tree !== null && 'error_type' in tree && tree.error_type === 'parser'
}

async function plan(connection: DuckDBConnection, { explain, bare }: StatementParts): Promise<RunAnswer> {
  const asked = explain === 'analyze' ? 'EXPLAIN ANALYZE' : 'EXPLAIN'
  const prepared = await prepareOne(connection, `${asked} ${bare}`)
  if (prepared === null || prepared.statementType !== StatementType.EXPLAIN) {
    return { state: 'refused', ...onlySelect }
  }
  const lines = (await prepared.runAndReadAll()).getRowsJS()
  const text = lines.map(line => String(line[1] ?? '')).join('\n')
  return { state: 'plan', text: text.slice(0, maxPlan) }
}

async function select(
  connection: DuckDBConnection,
  query: string,
  allowed: Allowed,
  signal: AbortSignal,
): Promise<StatementRun> {
  const typed = await prepareOne(connection, query)
  if (typed === null || typed.statementType !== StatementType.SELECT) {
    return { answer: { state: 'refused', ...onlySelect }, rows: null }
  }
  const { columnCount } = typed
  const all = Array.from({ length: columnCount }, (_, index) => `c${index}`)
  const shown = all.slice(0, maxColumns)
  const values = shown.map((column, index): ValueSql => valueSql(column, typed.columnType(index)))
  const names = shown.map((_, index) => typed.columnName(index))
  const sql = `SELECT ${values.map(value => cutSql(value.sql)).join(', ')} FROM (\n${query}\n) AS answer(${all.join(', ')})`
  // What runs is not what was typed, so it is held to the same rules.
  const refusal = await checkedBy(connection, sql, allowed)
  if (refusal !== null) return { answer: { state: 'refused', ...refusal }, rows: null }
  signal.throwIfAborted()
  const kinds = values.map(({ kind }) => kind)
  const rows = await keepRows(await connection.stream(sql), kinds, signal)
  return {
    rows,
    answer: {
      state: 'rows',
      columns: names.map((name, index) => ({
        name,
        kind: kinds[index] ?? 'text',
        maxAbs: rows.maxAbs[index] ?? 0,
      })),
      droppedColumns: columnCount - shown.length,
      rows: rows.rows.length,
      cut: rows.cut,
    },
  }
}

async function prepareOne(
  connection: DuckDBConnection,
  sql: string,
): Promise<DuckDBPreparedStatement | null> {
  const statements = await connection.extractStatements(sql)
  return statements.count === 1 ? statements.prepare(0) : null
}
