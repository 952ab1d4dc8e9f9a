import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import type { Connection } from '../../shared/connection.ts'
import { type DocumentQuery, documentQuerySchema, emptyQuery } from '../../shared/documents.ts'
import type { DocumentsOf } from './selection.ts'

/** Collections of one connection whose queries are kept; the least recently used one goes first. */
const maxCollections = 200

const fileSchema = z.strictObject({
  version: z.literal(1),
  collections: z.array(
    z.strictObject({
      applicationId: z.string(),
      collectionId: z.string(),
      queries: z.array(documentQuerySchema),
    }),
  ),
})
type Collections = z.infer<typeof fileSchema>['collections']
type CollectionOf = Omit<DocumentsOf, 'query'>

/** Queries that were used, by connection and collection, newest first. */
export interface QueryHistory {
  list(connection: Connection, collection: CollectionOf): Promise<readonly DocumentQuery[]>
  /** Does nothing for the empty query and where the connection keeps no history. */
  remember(connection: Connection, documents: DocumentsOf): Promise<void>
  forget(connectionId: string): Promise<void>
  clear(): Promise<void>
}

/** What a query history needs. */
export interface QueryHistoryParts {
  /** Folder of the files, one per connection; made when needed. */
  readonly folder: string
  /** Queries kept for each collection, asked at every use as it is a setting. */
  readonly limit: () => number
  /** Milliseconds since the epoch, for the name of a damaged file. */
  readonly now: () => number
}

/** Keeps queries in one JSON file per connection, mode 0600; those of an ephemeral connection in memory only. */
export function createQueryHistory({ folder, limit, now }: QueryHistoryParts): QueryHistory {
  const inMemory = new Map<string, Collections>()
  const fileOf = (connectionId: string): string => join(folder, `${connectionId}.json`)
  let last: Promise<unknown> = Promise.resolve()

  /** One after another: two windows of work on one file would lose each other's entries. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work)
    // A failure belongs to the caller of that turn; the next turn starts anew.
    last = turn.catch(() => undefined)
    return turn
  }

  const read = async ({ id, ephemeral }: Connection): Promise<Collections> => {
    if (ephemeral) return inMemory.get(id) ?? []
    let text: string
    try {
      text = await readFile(fileOf(id), 'utf8')
    } catch (error) {
      if (isMissing(error)) return []
      throw error
    }
    const collections = parse(text)
    if (collections !== null) return collections
    await rename(fileOf(id), join(folder, `${id}.damaged-${now()}.json`))
    return []
  }

  const write = async ({ id, ephemeral }: Connection, collections: Collections): Promise<void> => {
    if (ephemeral) {
      inMemory.set(id, collections)
      return
    }
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFileAtomic(fileOf(id), `${JSON.stringify({ version: 1, collections }, null, 2)}\n`, {
      mode: 0o600,
    })
  }

  return {
    list: (connection, collection) =>
      inTurn(async () => {
        if (!connection.keepHistory) return []
        const entry = (await read(connection)).find(isFor(collection))
        return (entry?.queries ?? []).slice(0, limit())
      }),
    remember: (connection, { applicationId, collectionId, query }) =>
      inTurn(async () => {
        const most = limit()
        if (!connection.keepHistory || most === 0 || isSame(query, emptyQuery)) return
        const collections = await read(connection)
        const matches = isFor({ applicationId, collectionId })
        const known = collections.find(matches)?.queries ?? []
        const queries = [query, ...known.filter(other => !isSame(other, query))].slice(0, most)
        const others = collections.filter(entry => !matches(entry)).slice(0, maxCollections - 1)
        await write(connection, [{ applicationId, collectionId, queries }, ...others])
      }),
    forget: connectionId =>
      inTurn(async () => {
        inMemory.delete(connectionId)
        await rm(fileOf(connectionId), { force: true })
      }),
    clear: () =>
      inTurn(async () => {
        inMemory.clear()
        for (const name of await filesIn(folder)) await rm(join(folder, name), { force: true })
      }),
  }
}

function parse(text: string): Collections | null {
  try {
    return fileSchema.safeParse(JSON.parse(text)).data?.collections ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function isFor(wanted: CollectionOf): (entry: CollectionOf) => boolean {
  return entry => entry.applicationId === wanted.applicationId && entry.collectionId === wanted.collectionId
}

function isSame(a: DocumentQuery, b: DocumentQuery): boolean {
  const keys = Object.keys(emptyQuery) as (keyof DocumentQuery)[]
  return keys.every(key => {
    const [left, right] = [a[key], b[key]]
    return typeof left === 'string' && typeof right === 'string'
      ? left.trim() === right.trim()
      : left === right
  })
}

async function filesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter(name => name.endsWith('.json'))
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
