import { z } from 'zod'
import { type ColumnLayout, columnLayoutSchema } from '../../shared/column-layout.ts'
import type { Connection } from '../../shared/connection.ts'
import { createJsonFile } from '../files/index.ts'

/** Collections whose layout is kept; the one that was changed longest ago goes first. */
const maxCollections = 300

const entrySchema = z.strictObject({
  connectionId: z.string(),
  applicationId: z.string(),
  collectionId: z.string(),
  layout: columnLayoutSchema,
})
type Entry = z.infer<typeof entrySchema>
const fileSchema = z.strictObject({ version: z.literal(1), collections: z.array(entrySchema) })

interface CollectionOf {
  readonly applicationId: string
  readonly collectionId: string
}

/** How the columns of collections were arranged. */
export interface Layouts {
  /** Null where nothing was arranged. */
  get(connection: Connection, collection: CollectionOf): Promise<ColumnLayout | null>
  /** An empty layout forgets what was kept. */
  set(connection: Connection, collection: CollectionOf, layout: ColumnLayout): Promise<void>
  forgetConnection(connectionId: string): Promise<void>
}

export interface LayoutsParts {
  /** One private file for all collections. */
  readonly path: string
  /** Milliseconds since the epoch, for the name of a damaged file. */
  readonly now: () => number
}

/** Keeps layouts in a file; those of an ephemeral connection in memory alone. */
export function createLayouts({ path, now }: LayoutsParts): Layouts {
  const file = createJsonFile({
    path,
    schema: fileSchema,
    empty: { version: 1 as const, collections: [] },
    now,
  })
  let inMemory: readonly Entry[] = []

  return {
    async get(connection, collection) {
      const entries = connection.ephemeral ? inMemory : (await file.read()).collections
      return entries.find(isOf(connection.id, collection))?.layout ?? null
    },
    async set(connection, { applicationId, collectionId }, layout) {
      const entry: Entry = { connectionId: connection.id, applicationId, collectionId, layout }
      if (connection.ephemeral) inMemory = withEntry(inMemory, entry)
      else
        await file.change(({ version, collections }) => ({
          version,
          collections: withEntry(collections, entry),
        }))
    },
    async forgetConnection(connectionId) {
      const isOther = (entry: Entry): boolean => entry.connectionId !== connectionId
      inMemory = inMemory.filter(isOther)
      if ((await file.read()).collections.every(isOther)) return
      await file.change(({ version, collections }) => ({ version, collections: collections.filter(isOther) }))
    },
  }
}

function withEntry(entries: readonly Entry[], entry: Entry): Entry[] {
  const isSame = isOf(entry.connectionId, entry)
  const others = entries.filter(other => !isSame(other))
  const isEmpty = Object.values(entry.layout).every(part => part.length === 0)
  return (isEmpty ? others : [entry, ...others]).slice(0, maxCollections)
}

function isOf(
  connectionId: string,
  { applicationId, collectionId }: CollectionOf,
): (entry: Entry) => boolean {
  return entry =>
    entry.connectionId === connectionId &&
    entry.applicationId === applicationId &&
    entry.collectionId === collectionId
}
