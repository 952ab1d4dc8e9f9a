import type { ArraySummary, HistogramBucket, SchemaField } from '../../shared/datasets.ts'
import type { Cell, CellType } from '../../shared/documents.ts'
import { hidesName } from '../api/index.ts'
import { numberSql } from './conditions.ts'
import type { DatasetTable } from './dataset-table.ts'
import { describeEntries } from './describe-entries.ts'
import { type Connection, query } from './engine.ts'
import { columnOf, type Field, typeCode, typeColumn, valueColumn } from './field.ts'

/** Documents up to which different values are counted one by one; above it the engine's sketch is used (about 2 %). */
const maxExact = 200_000
const maxBuckets = 30
const maxTop = 10
/** Arrays whose elements are looked into; their lengths are counted in all. */
const maxArrays = 100_000

/** Describes one field: counts are known since the table was built, the rest is asked of the engine. */
export async function describeField(
  table: DatasetTable,
  connection: Connection,
  index: number,
  documents: number,
): Promise<SchemaField> {
  const field = table.fields[index]
  if (field === undefined) throw new RangeError(`No field ${index}`)
  const { path, keys, types } = columnOf(field)
  const present = Object.values(types).reduce((sum, count) => sum + count, 0)
  const facts = { path, keys, types, missing: documents - present, masked: field.isSecret }
  if (field.isSecret) {
    return {
      ...facts,
      distinct: null,
      min: null,
      max: null,
      mean: null,
      top: [],
      histogram: [],
      // Where only some keys inside its entries look like secrets, the others are told of.
      arrays: field.keys.some(hidesName) ? null : await arraysOf(connection, field, index),
    }
  }
  const spread = await spreadOf(connection, field, index, documents)
  const { groups } = await table.groups({
    by: [...keys],
    filters: [{ kind: 'present', keys: [...keys] }],
    limit: maxTop,
  })
  return { ...facts, ...spread, top: groups, arrays: await arraysOf(connection, field, index) }
}

type Spread = Pick<SchemaField, 'distinct' | 'min' | 'max' | 'mean' | 'histogram'>

async function spreadOf(
  connection: Connection,
  field: Field,
  index: number,
  documents: number,
): Promise<Spread> {
  const value = valueColumn(index)
  const isApproximate = documents > maxExact
  const number = measureSql(field, index)
  const isText = field.storage === 'text'
  const [row = {}] = await query(
    connection,
    `SELECT ${isApproximate ? `approx_count_distinct(${value})` : `count(DISTINCT ${value})`} AS distinct_values,
       min(${number}) AS low, max(${number}) AS high, avg(${number}) AS mean,
       ${isText ? `left(min(${value}), 200)` : `CAST(min(${exactSql(field, index)}) AS VARCHAR)`} AS first,
       ${isText ? `left(max(${value}), 200)` : `CAST(max(${exactSql(field, index)}) AS VARCHAR)`} AS last
     FROM data`,
  )
  const [low, high] = [numberOf(row.low), numberOf(row.high)]
  return {
    distinct: { count: Number(row.distinct_values ?? 0), isApproximate },
    min: edgeCell(field, row.first),
    max: edgeCell(field, row.last),
    mean: field.storage === 'timestamp' ? null : numberOf(row.mean),
    histogram: low === null || high === null ? [] : await histogramOf(connection, number, low, high),
  }
}

/** Numbers as they are, dates in milliseconds since the epoch. */
export function measureSql(field: Field, index: number): string {
  if (field.storage === 'timestamp') return `CAST(epoch_ms(${valueColumn(index)}) AS DOUBLE)`
  const number = numberSql(field, index)
  return `CASE WHEN isfinite(${number}) THEN ${number} END`
}

/** The smallest and the largest come digit by digit where the field holds them so. */
function exactSql(field: Field, index: number): string {
  const value = valueColumn(index)
  if (field.storage === 'json') return numberSql(field, index)
  return field.storage === 'timestamp' ? `strftime(${value}, '%Y-%m-%dT%H:%M:%S.%gZ')` : value
}

function edgeCell({ storage, types }: Field, value: unknown): Cell | null {
  if (value === null || value === undefined) return null
  const text = String(value)
  switch (storage) {
    case 'text':
      return {
        type: (types.id ?? 0) > 0 && (types.string ?? 0) === 0 && (types.date ?? 0) === 0 ? 'id' : 'string',
        value: text,
      }
    case 'timestamp':
      return { type: 'date', value: text }
    case 'boolean':
      return { type: 'boolean', value: text === 'true' }
    default: {
      const number = Number(text)
      return { type: 'number', value: storage === 'hugeint' && !Number.isSafeInteger(number) ? text : number }
    }
  }
}

async function histogramOf(
  connection: Connection,
  number: string,
  low: number,
  high: number,
): Promise<readonly HistogramBucket[]> {
  const width = (high - low) / maxBuckets
  if (!Number.isFinite(width)) return []
  const bucket =
    width > 0 ? `least(${maxBuckets - 1}, CAST(floor((${number} - (${low})) / ${width}) AS INTEGER))` : '0'
  const rows = await query(
    connection,
    `SELECT ${bucket} AS bucket, count(*) AS count FROM data WHERE ${number} IS NOT NULL GROUP BY bucket`,
  )
  const counts = new Map(rows.map(row => [Number(row.bucket), Number(row.count)]))
  return Array.from({ length: width > 0 ? maxBuckets : 1 }, (_, at) => ({
    from: low + at * width,
    to: at === maxBuckets - 1 || width === 0 ? high : low + (at + 1) * width,
    count: counts.get(at) ?? 0,
  }))
}

async function arraysOf(connection: Connection, field: Field, index: number): Promise<ArraySummary | null> {
  if ((field.types.array ?? 0) === 0) return null
  const arrays = `SELECT ${valueColumn(index)} AS list FROM data WHERE ${typeColumn(index)} = ${typeCode.array}`
  const [row = {}] = await query(
    connection,
    `SELECT min(length) AS low, max(length) AS high, avg(length) AS mean, sum(length) AS entries
     FROM (SELECT json_array_length(list) AS length FROM (${arrays}))`,
  )
  const elements = await query(
    connection,
    `SELECT type, count(*) AS count FROM (
       SELECT unnest(list_transform(CAST(json_extract(list, '$[*]') AS JSON[]), element -> json_type(element))) AS type
       FROM (${arrays} LIMIT ${maxArrays})) GROUP BY type ORDER BY count DESC`,
  )
  const described = await describeEntries(connection, field, index)
  const counts = new Map<CellType, number>()
  for (const { type, count } of elements) {
    const known = elementTypes[String(type)] ?? 'number'
    counts.set(known, (counts.get(known) ?? 0) + Number(count))
  }
  return {
    minLength: Number(row.low ?? 0),
    maxLength: Number(row.high ?? 0),
    meanLength: Number(row.mean ?? 0),
    elements: [...counts].map(([type, count]) => ({ type, count })),
    entries: described.count,
    allEntries: Number(row.entries ?? 0),
    fields: described.fields,
  }
}

const elementTypes: Readonly<Record<string, CellType>> = {
  VARCHAR: 'string',
  BOOLEAN: 'boolean',
  OBJECT: 'object',
  ARRAY: 'array',
  NULL: 'null',
}

function numberOf(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value)
}
