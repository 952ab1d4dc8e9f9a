import type { ShapeField } from './document-shapes.ts'
import { sqlText } from './engine.ts'
import { type Storage, typeCode, typeColumn, valueColumn } from './field.ts'
import { isoDate, type KnownField } from './field-facts.ts'
import { pointer } from './field-levels.ts'
import { typeOfJson, valueOfJson } from './json-columns.ts'
import { structureText } from './structure-text.ts'
import { systemFlagsLast } from './system-flags.ts'

/** How one field is read. */
export interface ColumnPlan {
  readonly field: ShapeField
  readonly keys: readonly string[]
  /** Name of the column of JSON text, where one is needed. */
  readonly text: string
  /** Null until values of more than one kind were looked at. */
  readonly storage: Storage | null
  /** Whether its path can be one of the engine's structures. */
  readonly isClear: boolean
  /** What a close look found. */
  readonly known: KnownField | null
}

/** A first plan for the columns of all fields, those of the API last. */
export function planColumns(fields: readonly ShapeField[]): readonly ColumnPlan[] {
  const isClear = clearNames(fields)
  return systemFlagsLast(fields).map((field, index) => ({
    ...{ field, keys: field.keys, text: `p${index}`, storage: plainStorage(field), known: null },
    isClear: isClear(field.keys),
  }))
}

/** How the values of a field are held where all are of one kind; null where they are not. */
function plainStorage({ kinds, isParent }: ShapeField): Storage | null {
  const found = Object.keys(kinds).filter(kind => kind !== 'null')
  const only = (...allowed: readonly string[]): boolean => found.every(kind => allowed.includes(kind))
  if (isParent) return null
  if (only('array', 'object')) return 'json'
  if (only('string')) return 'text'
  if (only('integer')) return 'integer'
  if (only('integer', 'double')) return 'double'
  return only('boolean') ? 'boolean' : null
}

/** The engine's structures have no empty names, and none that differ in upper and lower case alone. */
function clearNames(fields: readonly ShapeField[]): (keys: readonly string[]) => boolean {
  const spellings = new Map<string, string>()
  const unclear = new Set<string>()
  const paths = (keys: readonly string[]): readonly string[] =>
    keys.map((_, at) => JSON.stringify(keys.slice(0, at + 1)))
  for (const path of fields.flatMap(({ keys }) => paths(keys))) {
    const lower = path.toLowerCase()
    const first = spellings.get(lower)
    if (first === undefined) spellings.set(lower, path)
    else if (first !== path) unclear.add(first).add(path)
  }
  return keys =>
    keys.every(key => key !== '' && !key.includes('\0')) && paths(keys).every(path => !unclear.has(path))
}

/** Where null and missing differ, or values are of several kinds, the JSON text of a field is read. */
function needsText({ field, storage, known, isClear }: ColumnPlan): boolean {
  return !isClear || known !== null || storage === 'json' || (field.kinds.null ?? 0) > 0
}

/** The table `data`, still empty, as SQL. Documents as they came repeat their names, which ZSTD makes little of. */
export function createSql(columns: readonly ColumnPlan[]): string {
  const made = columns.flatMap(({ storage }, index) => [
    `${typeColumn(index)} UTINYINT`,
    `${valueColumn(index)} ${engineTypes[storage ?? 'text'] ?? 'VARCHAR'}`,
  ])
  return `CREATE TABLE data (${['doc VARCHAR USING COMPRESSION zstd', ...made].join(', ')})`
}

/** Fills the table `data` with documents in one pass, as SQL. */
export function fillSql(source: string, columns: readonly ColumnPlan[]): string {
  const texts = columns.filter(needsText)
  const structure = structureText(
    columns
      .filter(column => column.known === null && !needsText(column))
      .map(({ keys, storage }) => ({ keys, type: readAs(storage) })),
  )
  const selected = columns.flatMap((column, index) => {
    const { type, value } = columnSql(column, needsText(column))
    return [`${type} AS ${typeColumn(index)}`, `${value} AS ${valueColumn(index)}`]
  })
  const read = [
    'CAST(json AS VARCHAR) AS doc',
    ...(structure === null ? [] : [`from_json(json, ${sqlText(structure)}) AS s`]),
    ...(texts.length === 0 ? [] : [`${listSql(texts)} AS l`]),
  ]
  const inner = [
    'doc',
    ...(structure === null ? [] : ['s']),
    ...(texts.length === 0 ? [] : [textsSql(texts)]),
  ]
  return `INSERT INTO data SELECT ${['doc', ...selected].join(', ')} FROM (
    SELECT ${inner.join(', ')} FROM (SELECT ${read.join(', ')} FROM ${source}))`
}

const engineTypes: Readonly<Partial<Record<Storage, string>>> = {
  integer: 'BIGINT',
  hugeint: 'HUGEINT',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
}

/** Moments come as texts. */
function readAs(storage: Storage | null): string {
  return storage === 'timestamp' ? 'VARCHAR' : (engineTypes[storage ?? 'text'] ?? 'VARCHAR')
}

const codes: Readonly<Partial<Record<Storage, number>>> = {
  integer: typeCode.number,
  double: typeCode.number,
  boolean: typeCode.boolean,
  text: typeCode.string,
  timestamp: typeCode.string,
}

/** Type and value of a column as SQL. */
function columnSql({ field, keys, text, storage, known }: ColumnPlan, hasText: boolean) {
  if (hasText) {
    const read = known ?? {
      ...{ keys: [...keys], storage: storage ?? 'json', types: {}, maxAbs: 0, isSecret: false },
      staged: { keys: field.keys, table: '', column: text },
    }
    return { type: typeOfJson(read), value: valueOfJson(read) }
  }
  const part = keys.reduce((outer, key) => `struct_extract(${outer}, ${sqlText(key)})`, 's')
  const type = `CAST(CASE WHEN ${part} IS NOT NULL THEN ${codes[storage ?? 'text']} END AS UTINYINT)`
  const value = storage === 'timestamp' ? dateSql(part) : part
  return { type, value }
}

/** The JSON text of some fields as a list, as SQL. */
export function listSql(columns: readonly ColumnPlan[]): string {
  return `json_extract(json, [${columns.map(({ keys }) => pointer(...keys)).join(', ')}])`
}

/** The entries of that list, named `l`, as columns. */
export function textsSql(columns: readonly ColumnPlan[]): string {
  return columns.map(({ text }, at) => `CAST(l[${at + 1}] AS VARCHAR) AS ${text}`).join(', ')
}

/** A text as a moment where it is an ISO date, as SQL. A CASE stops at the cheap test, which an AND does not. */
export function dateSql(text: string): string {
  return `CASE WHEN ${text} LIKE '____-__-__%' THEN CASE WHEN length(${text}) <= 38 AND regexp_full_match(${text}, ${sqlText(isoDate)}) THEN TRY_CAST(${text} AS TIMESTAMP) END END`
}
