import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Connection } from '../../shared/connection.ts'
import { builtRequestSchema, type HistoryEntry } from '../../shared/requests.ts'
import { createJsonFile, type JsonFile } from '../files/index.ts'
import { withoutSecrets } from './without-secrets.ts'

/** Entries and characters of the history of one connection; the oldest entries go first. */
const maxEntries = 200
const maxCharacters = 1_000_000
/** Characters of a body that is kept. */
const maxBody = 50_000

const fileSchema = z.strictObject({
  version: z.literal(1),
  entries: z.array(
    z.strictObject({
      at: z.string(),
      request: builtRequestSchema,
      status: z.int().nullable(),
      ms: z.number(),
      bytes: z.number(),
      bodyDropped: z.boolean(),
    }),
  ),
})
type HistoryFile = z.infer<typeof fileSchema>

/** What was sent, by connection, newest first. */
export interface RequestHistory {
  /** What was kept stays, and can be cleared, when a connection keeps no more. */
  list(connection: Connection): Promise<readonly HistoryEntry[]>
  /** Does nothing where the connection keeps no history. */
  remember(connection: Connection, entry: Omit<HistoryEntry, 'bodyDropped'>): Promise<void>
  clear(connection: Connection): Promise<void>
  /** Drops what is kept of a connection that was removed. */
  forget(connectionId: string): Promise<void>
}

export interface RequestHistoryParts {
  /** Folder of the files, one for each connection. */
  readonly folder: string
  /** Removes secret values that the app knows of. */
  readonly scrub: (text: string) => string
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** Keeps the history in one private file for each connection; that of an ephemeral connection in memory only. */
export function createRequestHistory({ folder, scrub, now }: RequestHistoryParts): RequestHistory {
  const inMemory = new Map<string, readonly HistoryEntry[]>()
  const files = new Map<string, JsonFile<HistoryFile>>()
  const pathOf = (connectionId: string): string => join(folder, `${connectionId}.json`)
  const fileOf = (connectionId: string): JsonFile<HistoryFile> => {
    const known = files.get(connectionId)
    if (known !== undefined) return known
    const path = pathOf(connectionId)
    const made = createJsonFile({ path, schema: fileSchema, empty: { version: 1, entries: [] }, now })
    files.set(connectionId, made)
    return made
  }

  const change = async (
    { id, ephemeral }: Connection,
    how: (entries: readonly HistoryEntry[]) => readonly HistoryEntry[],
  ): Promise<void> => {
    if (ephemeral) inMemory.set(id, how(inMemory.get(id) ?? []))
    else await fileOf(id).change(({ entries }) => ({ version: 1, entries: [...how(entries)] }))
  }

  return {
    async list({ id, ephemeral }) {
      return ephemeral ? (inMemory.get(id) ?? []) : (await fileOf(id).read()).entries
    },
    async remember(connection, { request, ...facts }) {
      if (!connection.keepHistory) return
      const clean = withoutSecrets(request, scrub)
      const bodyDropped = clean.body.text.length > maxBody
      const kept = bodyDropped ? { ...clean, body: { ...clean.body, text: '' } } : clean
      const entry: HistoryEntry = { ...facts, request: kept, bodyDropped }
      await change(connection, entries => withinLimits([entry, ...entries]))
    },
    async clear(connection) {
      await change(connection, () => [])
    },
    async forget(connectionId) {
      inMemory.delete(connectionId)
      files.delete(connectionId)
      await rm(pathOf(connectionId), { force: true })
      const names = await namesIn(folder)
      const damaged = names.filter(name => name.startsWith(`${connectionId}.damaged-`))
      await Promise.all(damaged.map(name => rm(join(folder, name), { force: true })))
    },
  }
}

function withinLimits(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const kept: HistoryEntry[] = []
  let characters = 0
  for (const entry of entries.slice(0, maxEntries)) {
    characters += JSON.stringify(entry).length
    if (characters > maxCharacters && kept.length > 0) break
    kept.push(entry)
  }
  return kept
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
