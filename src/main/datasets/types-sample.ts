import type { CellType } from '../../shared/documents.ts'
import { numberSql } from './conditions.ts'
import { type Connection, query } from './engine.ts'
import { type Field, typeCode, typeColumn, valueColumn } from './field.ts'

/** Documents beside those that were chosen for what they hold, spread over the whole. */
const spreadDocuments = 200
const maxDocuments = 1500
/** Characters of all documents together: what the inference of types goes through in about a second. */
const maxCharacters = 4_000_000
/** Arrays whose elements are looked into. */
const maxArrays = 100_000
/** Kinds of elements of one array field: by type, objects by their keys. */
const maxElementKinds = 100
/** Fields in one question: the engine's time to plan it grows faster than their number. */
const fieldsAtOnce = 16

/** Documents to infer types from. */
export interface TypesSample {
  readonly documents: readonly string[]
  /** Whether each field occurs in each of its types; if not, the documents with the rest are too long. */
  readonly isComplete: boolean
}

/**
 * Chooses documents in which every field occurs in every type that it has anywhere, and is missing where it can be:
 * the first of each kind, then some from all over.
 */
export async function sampleForTypes(
  connection: Connection,
  fields: readonly Field[],
  documents: number,
): Promise<TypesSample> {
  const needed = new Set<number>()
  for (let at = 0; at < fields.length; at += fieldsAtOnce) {
    const terms = fields
      .slice(at, at + fieldsAtOnce)
      .flatMap((field, offset) => kindsOf(fields, field, at + offset))
    const row = await firstOf(connection, terms)
    for (const id of row) needed.add(id)
  }
  for (const [index, field] of fields.entries()) {
    if ((field.types.array ?? 0) === 0) continue
    for (const id of await firstOfElements(connection, index)) needed.add(id)
  }
  const step = Math.max(1, Math.floor(documents / spreadDocuments))
  const spread = Array.from({ length: spreadDocuments }, (_, at) => at * step).filter(id => id < documents)
  const wanted = [...new Set([...needed, ...spread])].slice(0, maxDocuments)
  const taken = await withinLimits(connection, wanted)
  const texts = await textsOf(connection, taken)
  return { documents: texts, isComplete: [...needed].every(id => taken.includes(id)) }
}

/** Conditions of which each is met by the documents that hold the field in another way. */
function kindsOf(fields: readonly Field[], field: Field, index: number): readonly string[] {
  const { types, storage } = field
  const [type, value] = [typeColumn(index), valueColumn(index)]
  const has = (...some: readonly CellType[]): boolean => some.some(name => (types[name] ?? 0) > 0)
  const parents = fields.flatMap(({ keys }, at) =>
    keys.length >= field.keys.length && field.keys.slice(0, -1).every((key, level) => keys[level] === key)
      ? [`${typeColumn(at)} IS NOT NULL`]
      : [],
  )
  return [
    ...(has('null') ? [`${type} = ${typeCode.null}`] : []),
    ...(has('boolean') ? [`${type} = ${typeCode.boolean}`] : []),
    ...(has('number') ? [`${type} = ${typeCode.number}`] : []),
    ...(storage === 'double' || storage === 'json'
      ? [`${numberSql(field, index)} <> floor(${numberSql(field, index)})`]
      : []),
    ...(has('string', 'id', 'date') ? [`${type} = ${typeCode.string}`] : []),
    ...(has('date') && storage !== 'timestamp'
      ? [
          `${type} = ${typeCode.string} AND regexp_matches(${value}, '^"?\\d{4}-\\d\\d-\\d\\d')`,
          `${type} = ${typeCode.string} AND NOT regexp_matches(${value}, '^"?\\d{4}-\\d\\d-\\d\\d')`,
        ]
      : []),
    ...(has('object') ? [`${type} = ${typeCode.object}`] : []),
    ...(has('array')
      ? [`${type} = ${typeCode.array}`, `${type} = ${typeCode.array} AND ${value} <> '[]'`]
      : []),
    // Missing where its parent is there: that is what makes it optional.
    ...(field.keys.length === 1
      ? [`${type} IS NULL`]
      : [`${type} IS NULL AND (${parents.slice(0, 50).join(' OR ')})`]),
  ]
}

async function firstOf(connection: Connection, conditions: readonly string[]): Promise<readonly number[]> {
  const terms = conditions.map((condition, at) => `min(rowid) FILTER (${condition}) AS c${at}`)
  const [row = {}] = terms.length === 0 ? [] : await query(connection, `SELECT ${terms.join(', ')} FROM data`)
  return Object.values(row).flatMap(id => (id === null || id === undefined ? [] : [Number(id)]))
}

/** The first document with each kind of element: by type, objects by their keys. */
async function firstOfElements(connection: Connection, index: number): Promise<readonly number[]> {
  const arrays = `SELECT rowid AS id, ${valueColumn(index)} AS list FROM data WHERE ${typeColumn(index)} = ${typeCode.array}`
  const rows = await query(
    connection,
    `SELECT min(id) AS id FROM (
       SELECT id, unnest(list_transform(CAST(json_extract(list, '$[*]') AS JSON[]),
         element -> json_type(element) || CASE WHEN json_type(element) = 'OBJECT' THEN CAST(json_keys(element) AS VARCHAR) ELSE '' END)) AS kind
       FROM (${arrays} LIMIT ${maxArrays}))
     GROUP BY kind ORDER BY count(*) DESC LIMIT ${maxElementKinds}`,
  )
  return rows.map(({ id }) => Number(id))
}

/** As many of the documents, in their order of importance, as are not too long together. */
async function withinLimits(connection: Connection, ids: readonly number[]): Promise<readonly number[]> {
  if (ids.length === 0) return []
  const rows = await query(
    connection,
    `SELECT rowid AS id, length(doc) AS size FROM data WHERE rowid IN (${ids.join(', ')})`,
  )
  const sizes = new Map(rows.map(({ id, size }) => [Number(id), Number(size)]))
  const taken: number[] = []
  let characters = 0
  for (const id of ids) {
    const size = sizes.get(id)
    if (size === undefined || characters + size > maxCharacters) continue
    characters += size
    taken.push(id)
  }
  return taken
}

async function textsOf(connection: Connection, ids: readonly number[]): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const rows = await query(
    connection,
    `SELECT doc FROM data WHERE rowid IN (${ids.join(', ')}) ORDER BY rowid`,
  )
  return rows.map(({ doc }) => String(doc))
}
