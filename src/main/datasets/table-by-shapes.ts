import { hiddenKeyPattern, hidesName } from '../api/index.ts'
import {
  type ColumnPlan,
  createSql,
  dateSql,
  fillSql,
  listSql,
  planColumns,
  textsSql,
} from './column-plan.ts'
import { readShapes } from './document-shapes.ts'
import { type Connection, query, sqlText } from './engine.ts'
import { type Field, valueColumn } from './field.ts'
import { knowFields } from './field-facts.ts'
import { pointer } from './field-levels.ts'
import type { ColumnsMade } from './table-by-stages.ts'

/** Documents that say whether texts are dates; all of them are looked at afterwards. */
const sampleSize = 2000
/** From here on a double no longer holds every integer. */
const maxExactDouble = 2 ** 53
/** Questions about fields in one go: the engine's time to plan grows faster than their number. */
const fieldsAtOnce = 16

/**
 * Makes the table of documents that are much alike, in one pass after one look at their structures: each field is
 * read as the type that its values have. Null where they are not alike enough.
 */
export async function tableByShapes(connection: Connection, source: string): Promise<ColumnsMade | null> {
  const shapes = await readShapes(connection, source)
  if (shapes === null) return null
  let columns = planColumns(shapes)
  columns = await withDates(connection, source, columns)
  for (;;) {
    columns = await withOddOnes(connection, source, columns)
    await connection.run('DROP TABLE IF EXISTS data')
    await connection.run(createSql(columns))
    await connection.run(fillSql(source, columns))
    const fields = await factsOf(connection, columns)
    if (fields.every(field => field !== null)) return { fields, droppedFields: 0 }
    // A guess did not fit every value: those fields are looked at closely, and the table is made again.
    columns = columns.map((column, index) => (fields[index] === null ? { ...column, storage: null } : column))
  }
}

/** Takes texts for dates where the first documents have nothing else in their field. */
async function withDates(
  connection: Connection,
  source: string,
  columns: readonly ColumnPlan[],
): Promise<readonly ColumnPlan[]> {
  const texts = columns.filter(({ storage }) => storage === 'text')
  if (texts.length === 0) return columns
  const tests = texts.map((_, at) => {
    const date = dateSql(`x[${at + 1}]`)
    return `count(${date}) > 0 AND count(${date}) = count(x[${at + 1}]) AS d${at}`
  })
  const [row = {}] = await query(
    connection,
    `SELECT ${tests.join(', ')} FROM (SELECT json_extract_string(json, [${texts.map(({ keys }) => pointer(...keys)).join(', ')}]) AS x
       FROM ${source} LIMIT ${sampleSize})`,
  )
  return columns.map(column =>
    row[`d${texts.indexOf(column)}`] === true ? { ...column, storage: 'timestamp' } : column,
  )
}

/** Looks closely at fields whose values are not all of one kind. What turns out to have no value is left out. */
async function withOddOnes(
  connection: Connection,
  source: string,
  columns: readonly ColumnPlan[],
): Promise<readonly ColumnPlan[]> {
  const odd = columns.filter(({ storage }) => storage === null)
  if (odd.length === 0) return columns
  const table = 'staging.odd'
  await connection.run(
    `CREATE OR REPLACE TABLE ${table} AS SELECT ${textsSql(odd)} FROM (SELECT ${listSql(odd)} AS l FROM ${source})`,
  )
  const found = await knowFields(
    connection,
    odd.map(({ keys, text }) => ({ keys, table, column: text })),
  )
  return columns.flatMap(column => {
    if (column.storage !== null) return [column]
    const known = found.find(({ staged }) => staged.column === column.text)
    return known === undefined ? [] : [{ ...column, known, storage: known.storage }]
  })
}

/** Counts what is in the columns. Null for a field of which a value is not held as it is. */
async function factsOf(
  connection: Connection,
  columns: readonly ColumnPlan[],
): Promise<readonly (Field | null)[]> {
  const facts: (Field | null)[] = []
  for (let at = 0; at < columns.length; at += fieldsAtOnce) {
    const some = columns.slice(at, at + fieldsAtOnce)
    const terms = some.flatMap((column, index) => countSql(column, valueColumn(at + index), index))
    const [row = {}] = await query(connection, `SELECT ${['count(*) AS n', ...terms].join(', ')} FROM data`)
    for (const [index, column] of some.entries()) {
      facts.push(factOf(column, name => Number(row[`${name}${index}`] ?? 0)))
    }
  }
  return facts
}

function countSql({ storage, known }: ColumnPlan, v: string, index: number): readonly string[] {
  if (known !== null) return []
  // A list or an object without names in it hides nothing.
  const hidden = `CASE WHEN contains(${v}, '{') THEN regexp_matches(${v}, ${sqlText(hiddenKeyPattern)}) END`
  if (storage === 'json') return [`count_if(${hidden}) AS hidden${index}`]
  const all = `count(${v}) AS present${index}`
  switch (storage) {
    case 'text':
      return [
        all,
        `count_if(CASE WHEN length(${v}) = 24 THEN regexp_full_match(${v}, '[0-9a-fA-F]{24}') END) AS ids${index}`,
        `count(${dateSql(v)}) AS dates${index}`,
      ]
    case 'integer':
    case 'double':
      return [all, `max(abs(CAST(${v} AS DOUBLE))) AS largest${index}`]
    default:
      return [all]
  }
}

function factOf({ field, keys, storage, known }: ColumnPlan, count: (name: string) => number): Field | null {
  if (known !== null) {
    const { staged: _, ...fact } = known
    return fact
  }
  const { string = 0, integer = 0, double = 0, boolean = 0, array = 0, object = 0 } = field.kinds
  const values = string + integer + double + boolean
  const largest = count('largest')
  if (storage === null) return null
  if (storage !== 'json' && count('present') !== values) return null
  // Long integers that stand among fractions lose digits as doubles do.
  if (storage === 'double' && !(largest < maxExactDouble)) return null
  const dates = storage === 'timestamp' ? string : count('dates')
  return {
    keys: [...keys],
    storage,
    types: {
      ...{ string: string - dates - count('ids'), number: integer + double, boolean, date: dates },
      ...{ id: count('ids'), object, array, null: field.kinds.null ?? 0 },
    },
    maxAbs: largest,
    isSecret: keys.some(hidesName) || count('hidden') > 0,
  }
}
