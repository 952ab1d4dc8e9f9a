import type { DatasetGroup, SchemaField } from '../../shared/datasets.ts'
import type { Cell, CellType } from '../../shared/documents.ts'
import { cellOf, hidesName, maskSecrets, parseJson } from '../api/index.ts'
import { type Connection, query, sqlText } from './engine.ts'
import { type Field, typeCode, typeColumn, valueColumn } from './field.ts'
import { isoDate } from './field-facts.ts'
import { pointer } from './field-levels.ts'

/** Arrays whose entries are described. */
const maxArrays = 100_000
const maxEntries = 500_000
/** Keys of objects in an array that are described; more are no list of things but a map. */
const maxKeys = 60
const maxTop = 10
/** Characters of a value that is counted among the most frequent. */
const maxValueText = 500

/** What the entries of an array field are: their number, and a description of each field that they have. */
export interface DescribedEntries {
  readonly count: number
  /** The entries that are no objects, as one field, then each key of those that are. */
  readonly fields: readonly SchemaField[]
}

/** Describes what is in the arrays of a field, as if each entry were a document. */
export async function describeEntries(
  connection: Connection,
  field: Field,
  index: number,
): Promise<DescribedEntries> {
  const table = `entries${index}`
  const arrays = `SELECT ${valueColumn(index)} AS list FROM data WHERE ${typeColumn(index)} = ${typeCode.array} LIMIT ${maxArrays}`
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${table} AS SELECT CAST(entry AS VARCHAR) AS entry FROM (
       SELECT unnest(CAST(json_extract(list, '$[*]') AS JSON[])) AS entry FROM (${arrays})) LIMIT ${maxEntries}`,
  )
  try {
    const [facts] = await query(
      connection,
      `SELECT count(*) AS count, count_if(NOT starts_with(entry, '{')) AS plain FROM ${table}`,
    )
    const count = Number(facts?.['count'] ?? 0)
    const last = `${field.keys.at(-1)}[]`
    const keys = [...field.keys.slice(0, -1), last]
    const described: SchemaField[] = []
    if (Number(facts?.['plain'] ?? 0) > 0) {
      const plain = `CASE WHEN NOT starts_with(entry, '{') THEN entry END`
      described.push(await describeValues(connection, { table, value: plain, keys, count, masked: false }))
    }
    for (const key of await keysOf(connection, table)) {
      const value = `CASE WHEN starts_with(entry, '{') THEN CAST(json_extract(entry, ${pointer(key)}) AS VARCHAR) END`
      const masked = hidesName(key)
      described.push(await describeValues(connection, { table, value, keys: [...keys, key], count, masked }))
    }
    return { count, fields: described }
  } finally {
    await connection.run(`DROP TABLE IF EXISTS ${table}`)
  }
}

async function keysOf(connection: Connection, table: string): Promise<readonly string[]> {
  const rows = await query(
    connection,
    `SELECT name FROM (
       SELECT unnest(names) AS name, generate_subscripts(names, 1) + first * 1000000::HUGEINT AS place FROM (
         SELECT json_keys(entry) AS names, min(rowid) AS first FROM ${table} WHERE starts_with(entry, '{') GROUP BY names))
     GROUP BY name ORDER BY min(place) LIMIT ${maxKeys}`,
  )
  return rows.map(({ name }) => String(name)).filter(name => !name.includes('\0'))
}

interface Values {
  readonly table: string
  /** JSON text of the value of an entry; NULL where it has none. */
  readonly value: string
  readonly keys: readonly string[]
  readonly count: number
  readonly masked: boolean
}

async function describeValues(connection: Connection, values: Values): Promise<SchemaField> {
  const { table, value, keys, count, masked } = values
  const source = `(SELECT ${value} AS v FROM ${table})`
  const isString = `starts_with(v, '"')`
  const number = `TRY_CAST(CASE WHEN regexp_matches(v, '^[-0-9]') THEN v END AS DOUBLE)`
  const [row = {}] = await query(
    connection,
    `SELECT count(v) AS present, count_if(v = 'null') AS nulls, count_if(v IN ('true', 'false')) AS booleans,
       count_if(${isString}) AS strings, count_if(starts_with(v, '{')) AS objects, count_if(starts_with(v, '[')) AS arrays,
       count_if(length(v) = 26 AND regexp_full_match(v, '"[0-9a-fA-F]{24}"')) AS ids,
       count_if(length(v) <= 40 AND regexp_full_match(v, ${sqlText(`"${isoDate}"`)})) AS dates,
       min(${number}) AS low, max(${number}) AS high, avg(${number}) AS mean,
       approx_count_distinct(CASE WHEN v <> 'null' THEN v END) AS different,
       left(min(CASE WHEN ${isString} THEN json_extract_string(v, '$') END), 200) AS first,
       left(max(CASE WHEN ${isString} THEN json_extract_string(v, '$') END), 200) AS last
     FROM ${source}`,
  )
  const of = (name: string): number => Number(row[name] ?? 0)
  const strings = of('strings') - of('ids') - of('dates')
  const numbers = of('present') - of('nulls') - of('booleans') - of('strings') - of('objects') - of('arrays')
  const types: Readonly<Partial<Record<CellType, number>>> = {
    ...{ string: strings, number: numbers, boolean: of('booleans'), date: of('dates'), id: of('ids') },
    ...{ object: of('objects'), array: of('arrays'), null: of('nulls') },
  }
  const facts = {
    path: keys.join('.'),
    keys,
    types: withoutZeros(types),
    missing: count - of('present'),
    masked,
  }
  const nothing = { distinct: null, min: null, max: null, mean: null, top: [], histogram: [], arrays: null }
  if (masked) return { ...facts, ...nothing }
  const edge = (name: 'low' | 'high', text: 'first' | 'last'): Cell | null => {
    if (numbers > 0 && of('strings') === 0) return { type: 'number', value: Number(row[name]) }
    return numbers === 0 && typeof row[text] === 'string' ? cellOf(row[text]) : null
  }
  const distinct = of('different')
  return {
    ...{ ...facts, ...nothing },
    // Few values are counted by the list of the most frequent, the rest is what the engine's sketch says.
    distinct: { count: distinct, isApproximate: distinct > 200 },
    min: edge('low', 'first'),
    max: edge('high', 'last'),
    mean: numbers > 0 ? Number(row['mean']) : null,
    top: await topOf(connection, source),
    histogram: numbers > 0 ? await histogramOf(connection, source, number, of('low'), of('high')) : [],
  }
}

function withoutZeros(types: Readonly<Partial<Record<CellType, number>>>) {
  return Object.fromEntries(Object.entries(types).filter(([, count]) => count > 0))
}

async function topOf(connection: Connection, source: string): Promise<readonly DatasetGroup[]> {
  const rows = await query(
    connection,
    `SELECT v, count(*) AS count FROM ${source} WHERE v <> 'null' AND length(v) <= ${maxValueText}
     GROUP BY v ORDER BY count DESC, v LIMIT ${maxTop}`,
  )
  return rows.map(({ v, count }) => ({
    cell: cellOf(maskSecrets(parseJson(String(v)))),
    count: Number(count),
  }))
}

const buckets = 30

async function histogramOf(
  connection: Connection,
  source: string,
  number: string,
  low: number,
  high: number,
) {
  const width = (high - low) / buckets
  if (!(width > 0)) return []
  const rows = await query(
    connection,
    `SELECT least(${buckets - 1}, CAST(floor((${number} - (${low})) / ${width}) AS INTEGER)) AS bucket, count(*) AS count
     FROM ${source} WHERE ${number} IS NOT NULL GROUP BY bucket`,
  )
  const counts = new Map(rows.map(found => [Number(found['bucket']), Number(found['count'])]))
  return Array.from({ length: buckets }, (_, at) => ({
    from: low + at * width,
    to: at === buckets - 1 ? high : low + (at + 1) * width,
    count: counts.get(at) ?? 0,
  }))
}
