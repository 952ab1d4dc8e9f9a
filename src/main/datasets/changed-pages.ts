import { type Connection, openReader, query, sqlText } from './engine.ts'
import { type Field, idIndex, valueColumn } from './field.ts'
import type { LaterVersions } from './later-versions.ts'
import type { PageFile } from './page-files.ts'

/** Documents of a load that are not as the API has them, and the pages that they came with. */
export interface FoundDocuments {
  readonly documents: number
  /** Places in the list that the API gave, page by page, from 1; pages next to each other are one range. */
  readonly ranges: readonly (readonly [first: number, last: number])[]
  readonly pages: number
}

export interface ChangedPages {
  /** Changed after they were loaded. */
  readonly changed: FoundDocuments
  /** In the list now, and not loaded. */
  readonly missed: number
  /** Have an `_id` that another one has too. */
  readonly repeated: FoundDocuments
  /** `_id`s that came with more than one `_hash`. */
  readonly inVersions: number
}

interface ChangedPagesInput {
  readonly database: string
  readonly fields: readonly Field[]
  /** The pages that the rows of the table came from, in their order. */
  readonly pages: readonly PageFile[]
  /** Documents asked for at a time. */
  readonly pageSize: number
  readonly later: LaterVersions | null
  readonly hasRepeatedIds: boolean
}

const nothing: FoundDocuments = { documents: 0, ranges: [], pages: 0 }

/**
 * Finds what changed in the API while a table was loaded: by `_hash`, or by `_updatedAt` where there is none. Null
 * where the documents have no `_id` of one simple kind to know them by.
 */
export async function findChangedPages(input: ChangedPagesInput): Promise<ChangedPages | null> {
  const { database, fields, later, hasRepeatedIds } = input
  const index = idIndex(fields)
  const storage = fields[index]?.storage
  if (storage !== 'text' && storage !== 'integer' && storage !== 'hugeint') return null
  const id = `CAST(${valueColumn(index)} AS VARCHAR)`
  const engine = await openReader(database)
  try {
    const found = later === null ? null : await compareStamps(engine.connection, id, later)
    const repeated = hasRepeatedIds ? await repeatedRows(engine.connection, id) : null
    return {
      changed: found === null ? nothing : onPages(found.changedRows, input),
      missed: found?.missed ?? 0,
      repeated: repeated === null ? nothing : onPages(repeated.rows, input),
      inVersions: repeated?.inVersions ?? 0,
    }
  } finally {
    engine.close()
  }
}

async function compareStamps(connection: Connection, id: string, { stamps }: LaterVersions) {
  const known = new Map(stamps.flatMap(stamp => (stamp.id === null ? [] : [[stamp.id, stamp] as const])))
  if (known.size === 0) return { changedRows: [], missed: 0 }
  const rows = await query(
    connection,
    `SELECT rowid AS place, ${id} AS id, json_extract_string(doc, '$._hash') AS hash,
       json_extract_string(doc, '$._updatedAt') AS updated_at
     FROM data WHERE ${id} IN (SELECT unnest([${[...known.keys()].map(sqlText).join(', ')}]))`,
  )
  const loaded = new Set(rows.map(row => String(row['id'])))
  const changedRows = rows.flatMap(row => {
    const stamp = known.get(String(row['id']))
    if (stamp === undefined) return []
    const { hash, updatedAt } = stamp
    // The same content saved again has the same hash, and is no change.
    const isSame =
      hash !== null && row['hash'] !== null ? row['hash'] === hash : row['updated_at'] === updatedAt
    return isSame ? [] : [Number(row['place'])]
  })
  return { changedRows, missed: [...known.keys()].filter(key => !loaded.has(key)).length }
}

async function repeatedRows(connection: Connection, id: string) {
  const rows = await query(
    connection,
    `SELECT rowid AS place, ${id} AS id, json_extract_string(doc, '$._hash') AS hash
     FROM data WHERE ${id} IN (SELECT ${id} FROM data GROUP BY ALL HAVING count(*) > 1)`,
  )
  const hashes = new Map<string, Set<string>>()
  for (const { id: key, hash } of rows) {
    const seen = hashes.get(String(key)) ?? new Set()
    if (typeof hash === 'string') seen.add(hash)
    hashes.set(String(key), seen)
  }
  return {
    rows: rows.map(row => Number(row['place'])),
    inVersions: [...hashes.values()].filter(({ size }) => size > 1).length,
  }
}

function onPages(rows: readonly number[], { pages, pageSize }: ChangedPagesInput): FoundDocuments {
  const places = rows.toSorted((a, b) => a - b)
  const hit: PageFile[] = []
  let row = 0
  let at = 0
  for (const page of pages) {
    const end = row + page.documents
    const before = at
    while (at < places.length && (places[at] ?? end) < end) at++
    if (at > before) hit.push(page)
    row = end
  }
  const ranges: [number, number][] = []
  for (const { index, documents } of hit) {
    const first = index * pageSize + 1
    const last = index * pageSize + documents
    const previous = ranges.at(-1)
    if (previous?.[1] === first - 1) previous[1] = last
    else ranges.push([first, last])
  }
  return { documents: rows.length, ranges, pages: hit.length }
}
