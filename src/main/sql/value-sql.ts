import { type DuckDBType, DuckDBTypeId } from '@duckdb/node-api'
import type { ValueKind } from './sql-messages.ts'

/** Characters of a value that are kept. */
const maxCell = 10_000

const { BIGINT, BIGNUM, BOOLEAN, DATE, DECIMAL, DOUBLE, FLOAT, HUGEINT, INTEGER, SMALLINT, TINYINT } =
  DuckDBTypeId
const { UBIGINT, UHUGEINT, UINTEGER, USMALLINT, UTINYINT } = DuckDBTypeId
const { ARRAY, LIST, MAP, STRUCT, UNION, VARIANT } = DuckDBTypeId
const { TIMESTAMP, TIMESTAMP_MS, TIMESTAMP_NS, TIMESTAMP_S, TIMESTAMP_TZ } = DuckDBTypeId

const numbers = new Set<DuckDBTypeId>([
  ...[TINYINT, SMALLINT, INTEGER, BIGINT, HUGEINT, BIGNUM],
  ...[UTINYINT, USMALLINT, UINTEGER, UBIGINT, UHUGEINT],
  ...[FLOAT, DOUBLE, DECIMAL],
])
const moments = new Set<DuckDBTypeId>([TIMESTAMP, TIMESTAMP_S, TIMESTAMP_MS, TIMESTAMP_NS, TIMESTAMP_TZ])
const nested = new Set<DuckDBTypeId>([LIST, ARRAY, STRUCT, MAP, UNION, VARIANT])

/** A value as text in SQL, and what that text is. */
export interface ValueSql {
  readonly kind: ValueKind
  readonly sql: string
}

/** How the engine writes the values of a column, so that numbers keep every digit and dates are ISO 8601 in UTC. */
export function valueSql(column: string, type: DuckDBType): ValueSql {
  const { typeId } = type
  const text = `CAST(${column} AS VARCHAR)`
  if (numbers.has(typeId)) return { kind: 'number', sql: text }
  if (typeId === BOOLEAN) return { kind: 'boolean', sql: text }
  if (typeId === DATE) return { kind: 'date', sql: text }
  if (moments.has(typeId)) {
    const utc = typeId === TIMESTAMP_TZ ? `timezone('UTC', ${column})` : `CAST(${column} AS TIMESTAMP)`
    return { kind: 'date', sql: `strftime(${utc}, '%Y-%m-%dT%H:%M:%S.%gZ')` }
  }
  if (type.alias === 'JSON') return { kind: 'json', sql: text }
  if (nested.has(typeId)) return { kind: 'json', sql: `CAST(to_json(${column}) AS VARCHAR)` }
  return { kind: 'text', sql: text }
}

/** A value cut at `maxCell`, and beside it the length of one that was. `strlen` counts bytes, which costs nothing. */
export function cutSql(sql: string): string {
  return `left(${sql}, ${maxCell}), CASE WHEN strlen(${sql}) > ${maxCell} AND length(${sql}) > ${maxCell} THEN length(${sql}) END`
}
