import { type Connection, query, sqlName, sqlText } from './engine.ts'

/** Levels of nesting that become fields of their own, as in the table of documents that were not loaded as a whole. */
export const maxLevels = 4
/** More fields than anybody looks through. */
export const maxFields = 300

/** A field on one level of nesting: its values stand as JSON text in a column of the level's staging table. */
export interface StagedField {
  readonly keys: readonly string[]
  /** Table and column of the JSON text. */
  readonly table: string
  readonly column: string
}

interface Parent {
  readonly keys: readonly string[]
  readonly table: string
  readonly column: string
}

/** All fields, a parent right before its children, and how many were left out. */
export interface FieldTree {
  readonly fields: readonly StagedField[]
  readonly tables: readonly string[]
  readonly dropped: number
}

/**
 * Takes documents apart, one level of nesting after the other, into staging tables with a column of JSON text for
 * each field. A level reads only the objects of the level above, so each byte is read at most `maxLevels` times.
 */
export async function stageFields(connection: Connection, raw: string): Promise<FieldTree> {
  const tables: string[] = []
  const children = new Map<string, StagedField[]>()
  let count = 0
  let dropped = 0
  let parents: readonly Parent[] = [{ keys: [], table: raw, column: 'doc' }]

  for (let level = 1; level <= maxLevels && parents.length > 0; level++) {
    const table = `staging.level${level}`
    const selected: string[] = []
    const lists: string[] = []
    const fields: StagedField[] = []
    const found: FoundKeys[] = []
    for (const parent of parents) found.push(await keysOf(connection, parent))
    const shares = shareOut(
      maxFields - count,
      found.map(({ keys }) => keys.length),
    )
    for (const [at, parent] of parents.entries()) {
      const keys = found[at]?.keys.slice(0, shares[at]) ?? []
      dropped += (found[at]?.total ?? 0) - keys.length
      count += keys.length
      if (keys.length === 0) continue
      const hasScalars = level === 1 && (await holdsScalars(connection, raw))
      const names = hasScalars && !keys.includes('value') ? [...keys, 'value'] : keys
      const isObject = `starts_with(${parent.column}, '{')`
      lists.push(
        `CASE WHEN ${isObject} THEN json_extract(${parent.column}, [${names.map(name => pointer(name)).join(', ')}]) END AS l${at}`,
      )
      if (hasScalars) lists.push(`CASE WHEN NOT ${isObject} THEN doc END AS scalar`)
      const staged = names.map((key, index): StagedField => {
        const column = `p${level}_${fields.length + index}`
        const text = `CAST(l${at}[${index + 1}] AS VARCHAR)`
        selected.push(`${hasScalars && key === 'value' ? `coalesce(${text}, scalar)` : text} AS ${column}`)
        return { keys: [...parent.keys, key], table, column }
      })
      fields.push(...staged)
      children.set(JSON.stringify(parent.keys), staged)
    }
    if (level === 1 && fields.length === 0) {
      lists.push('doc AS scalar')
      selected.push('scalar AS p1_0')
      const field = { keys: ['value'], table, column: 'p1_0' }
      fields.push(field)
      children.set('[]', [field])
    }
    if (fields.length === 0) break
    const source = parents[0]?.table ?? raw
    await connection.run(
      `CREATE TABLE ${table} AS SELECT ${selected.join(', ')} FROM (SELECT ${lists.join(', ')} FROM ${source})`,
    )
    tables.push(table)
    parents = level === maxLevels ? [] : await parentsAmong(connection, table, fields)
  }
  return { fields: inOrder(children), tables, dropped }
}

/** Shares room out so that one object with very many keys takes none from the others. */
function shareOut(room: number, wanted: readonly number[]): readonly number[] {
  const shares = wanted.map(() => 0)
  let left = room
  const smallestFirst = [...wanted.entries()].toSorted(([, a], [, b]) => a - b)
  for (const [turn, [index, wish]] of smallestFirst.entries()) {
    const share = Math.min(wish, Math.floor(left / (wanted.length - turn)))
    shares[index] = share
    left -= share
  }
  return shares
}

interface FoundKeys {
  readonly keys: readonly string[]
  readonly total: number
}

/** The keys of the objects in a column, in the order in which the documents bring them. */
async function keysOf(connection: Connection, { table, column }: Parent): Promise<FoundKeys> {
  const rows = await query(
    connection,
    `SELECT name, count(*) OVER () AS total FROM (
       SELECT unnest(names) AS name, generate_subscripts(names, 1) + first * 1000000::HUGEINT AS place FROM (
         SELECT json_keys(${column}) AS names, min(rowid) AS first FROM ${table}
         WHERE starts_with(${column}, '{') GROUP BY names))
     GROUP BY name ORDER BY min(place) LIMIT ${maxFields + 1}`,
  )
  // A name with NUL cannot be asked for; it stays in the document.
  const keys = rows.map(({ name }) => String(name)).filter(name => !name.includes('\0'))
  return { keys, total: Number(rows[0]?.total ?? 0) }
}

async function holdsScalars(connection: Connection, raw: string): Promise<boolean> {
  const [row] = await query(connection, `SELECT 1 FROM ${raw} WHERE NOT starts_with(doc, '{') LIMIT 1`)
  return row !== undefined
}

/** The fields that hold an object with entries in some document. */
async function parentsAmong(
  connection: Connection,
  table: string,
  fields: readonly StagedField[],
): Promise<readonly Parent[]> {
  const tests = fields.map(({ column }) => `bool_or(${isTakenApart(column)}) AS ${sqlName(column)}`)
  const [row] = await query(connection, `SELECT ${tests.join(', ')} FROM ${table}`)
  return fields.filter(({ column }) => row?.[column] === true)
}

/** Whether a column of JSON text holds an object that has fields of its own. */
export function isTakenApart(column: string): string {
  return `(starts_with(${column}, '{') AND ${column} <> '{}')`
}

/** A JSON pointer (RFC 6901) along keys, as SQL. */
export function pointer(...keys: readonly string[]): string {
  return sqlText(keys.map(key => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''))
}

function inOrder(children: ReadonlyMap<string, readonly StagedField[]>): readonly StagedField[] {
  const ordered: StagedField[] = []
  const collect = (keys: readonly string[]): void => {
    for (const field of children.get(JSON.stringify(keys)) ?? []) {
      ordered.push(field)
      collect(field.keys)
    }
  }
  collect([])
  return ordered
}
