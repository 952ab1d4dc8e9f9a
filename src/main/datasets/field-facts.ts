import { hiddenKeyPattern, hidesName } from '../api/index.ts'
import { type Connection, query, sqlText } from './engine.ts'
import type { Field, Storage } from './field.ts'
import { isTakenApart, maxLevels, type StagedField } from './field-levels.ts'

/** ISO 8601 with what people and databases write: the forms that a table shows as dates. */
export const isoDate = String.raw`\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?`

/** Fields in one question: the engine's time to plan it grows faster than their number. */
const fieldsAtOnce = 16

/** Digits that a double always carries (IEEE 754). */
const maxDigitsOfDouble = 15

/** A field with where its values are staged. */
export interface KnownField extends Field {
  readonly staged: StagedField
}

/** Counts what types the fields of one staging table hold, and leaves out those that are only taken apart. */
export async function knowFields(
  connection: Connection,
  staged: readonly StagedField[],
): Promise<readonly KnownField[]> {
  const known: KnownField[] = []
  for (const table of new Set(staged.map(field => field.table))) {
    const all = staged.filter(field => field.table === table)
    for (let at = 0; at < all.length; at += fieldsAtOnce) {
      const fields = all.slice(at, at + fieldsAtOnce)
      const kinds = await countAll(connection, table, fields, kindCounts)
      const closer = await countAll(connection, table, fields, field => closerCounts(field, kinds.get(field)))
      for (const field of fields) {
        const counts = { ...kinds.get(field), ...closer.get(field) }
        const facts = fieldOf(field, name => counts[name] ?? 0)
        if (facts !== null) known.push(facts)
      }
    }
  }
  return staged.flatMap(field => known.filter(candidate => candidate.staged === field))
}

type Counts = Readonly<Record<string, number>>

/** Asks for some counts of each field in one question. */
async function countAll(
  connection: Connection,
  table: string,
  fields: readonly StagedField[],
  countsOf: (field: StagedField) => Readonly<Record<string, string>>,
): Promise<ReadonlyMap<StagedField, Counts>> {
  const asked = fields.map(field => Object.entries(countsOf(field)))
  const terms = asked.flatMap((counts, index) => counts.map(([name, sql]) => `${sql} AS ${name}${index}`))
  const [row = {}] =
    terms.length === 0 ? [] : await query(connection, `SELECT ${terms.join(', ')} FROM ${table}`)
  return new Map(
    fields.map((field, index) => [
      field,
      Object.fromEntries((asked[index] ?? []).map(([name]) => [name, Number(row[`${name}${index}`] ?? 0)])),
    ]),
  )
}

/** What the first character of JSON text tells: cheap for any number of documents. */
function kindCounts({ column: p, keys }: StagedField): Readonly<Record<string, string>> {
  const isShallow = keys.length < maxLevels
  return {
    present: isShallow ? `count_if(NOT ${isTakenApart(p)})` : `count(${p})`,
    nulls: `count_if(${p} = 'null')`,
    booleans: `count_if(${p} IN ('true', 'false'))`,
    strings: `count_if(starts_with(${p}, '"'))`,
    objects: isShallow ? `count_if(${p} = '{}')` : `count_if(starts_with(${p}, '{'))`,
    arrays: `count_if(starts_with(${p}, '['))`,
  }
}

/** What takes a look at whole values, asked only of fields that have such values. */
function closerCounts({ column: p }: StagedField, kinds: Counts = {}): Readonly<Record<string, string>> {
  const { strings = 0, objects = 0, arrays = 0 } = kinds
  const others = strings + objects + arrays + (kinds.nulls ?? 0) + (kinds.booleans ?? 0)
  const isNumber = `regexp_matches(${p}, '^[-0-9]')`
  const dateText = `CASE WHEN length(${p}) <= 40 AND regexp_full_match(${p}, ${sqlText(`"${isoDate}"`)}) THEN json_extract_string(${p}, '$') END`
  return {
    ...(strings === 0
      ? {}
      : {
          ids: `count_if(length(${p}) = 26 AND regexp_full_match(${p}, '"[0-9a-fA-F]{24}"'))`,
          dates: `count(TRY_CAST(${dateText} AS TIMESTAMP))`,
        }),
    ...(others === kinds.present
      ? {}
      : {
          integers: `count_if(regexp_full_match(${p}, '-?[0-9]{1,18}'))`,
          huge: `count_if(regexp_full_match(${p}, '-?[0-9]{19,37}'))`,
          long: `count_if(length(${p}) > ${maxDigitsOfDouble} AND ${isNumber} AND length(regexp_replace(regexp_replace(${p}, '[eE].*$', ''), '[-.]', '', 'g')) > ${maxDigitsOfDouble + 2})`,
          largest: `max(CASE WHEN ${isNumber} THEN abs(TRY_CAST(${p} AS DOUBLE)) END)`,
        }),
    ...(objects + arrays === 0
      ? {}
      : {
          hidden: `count_if(regexp_matches(${p}, '^[\\[{]') AND regexp_matches(${p}, ${sqlText(hiddenKeyPattern)}))`,
        }),
  }
}

function fieldOf(staged: StagedField, count: (name: string) => number): KnownField | null {
  const present = count('present')
  if (present === 0) return null
  const [nulls, booleans, strings] = [count('nulls'), count('booleans'), count('strings')]
  const [objects, arrays, ids, dates] = [count('objects'), count('arrays'), count('ids'), count('dates')]
  const numbers = present - nulls - booleans - strings - objects - arrays
  const largest = count('largest')
  return {
    staged,
    keys: [...staged.keys],
    storage: storageOf(),
    types: {
      string: strings - ids - dates,
      number: numbers,
      boolean: booleans,
      date: dates,
      id: ids,
      object: objects,
      array: arrays,
      null: nulls,
    },
    maxAbs: Number.isFinite(largest) ? largest : 0,
    isSecret: staged.keys.some(hidesName) || count('hidden') > 0,
  }

  function storageOf(): Storage {
    const values = present - nulls
    if (values === 0) return 'json'
    if (booleans === values) return 'boolean'
    if (dates === values) return 'timestamp'
    if (strings === values) return 'text'
    if (numbers !== values) return 'json'
    if (count('integers') === values) return 'integer'
    if (count('integers') + count('huge') === values) return 'hugeint'
    // Digits that a double would lose are kept as text.
    return count('long') > 0 || !Number.isFinite(largest) ? 'json' : 'double'
  }
}
