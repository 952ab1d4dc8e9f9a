import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { Connection } from '../../../shared/connection.ts'
import type { FileReading, ImportFile, ImportPreview } from '../../../shared/desk.ts'
import { type HeldRow, identityOf } from './held-rows.ts'
import type { ImportNote } from './kept-imports.ts'

/** A file of an import and how it was read. */
interface ReadSource {
  readonly path: string
  readonly version: string
  readonly reading: FileReading
}

/** An import that is open: what was read, and what was saved of it. */
export interface ImportSession {
  readonly id: string
  sources: readonly ReadSource[]
  files: readonly ImportFile[]
  rows: readonly HeldRow[]
  readonly secretStorage: ImportPreview['secretStorage']
  duplicates: ImportPreview['duplicates']
  /** Keys of rows whose secrets are kept for this session only. */
  readonly inSession: Set<number>
  /** Places of files that were deleted when they were done with. */
  readonly deleted: Set<number>
  isRunning: boolean
  isStopped: boolean
  /** ISO 8601; null before the first start. */
  startedAt: string | null
  total: number
  /** Ids of connections. */
  readonly created: Set<string>
  readonly updated: Set<string>
  /** Whether a note of it is on disk. */
  isNoted: boolean
  /** Imports of the same files that were cut short; this one takes their place. */
  replaces: readonly string[]
}

export function newSession(
  id: string,
  secretStorage: ImportPreview['secretStorage'],
  note: Pick<ImportNote, 'duplicates' | 'startedAt' | 'total'> | null = null,
): ImportSession {
  return {
    id,
    sources: [],
    files: [],
    rows: [],
    secretStorage,
    duplicates: note?.duplicates ?? 'skip',
    inSession: new Set(),
    deleted: new Set(),
    isRunning: false,
    isStopped: false,
    startedAt: note?.startedAt ?? null,
    total: note?.total ?? 0,
    created: new Set(),
    updated: new Set(),
    isNoted: note !== null,
    replaces: [],
  }
}

/** What is to be kept of an import while `next` is being saved. `saved`: connections by what makes a client. */
export function noteOf(
  of: ImportSession,
  next: readonly HeldRow[],
  saved: ReadonlyMap<string, Connection>,
): ImportNote {
  return {
    importId: of.id,
    startedAt: of.startedAt ?? new Date().toISOString(),
    duplicates: of.duplicates,
    files: of.sources.flatMap((source, file) => {
      const own = of.rows.filter(({ shown }) => shown.file === file)
      if (own.length === 0 || of.deleted.has(file)) return []
      const corrections = own.flatMap(({ shown: { line }, correction }) =>
        correction === null ? [] : [{ line, ...correction }],
      )
      return [{ ...source, corrections }]
    }),
    total: of.total,
    created: [...of.created],
    updated: [...of.updated],
    next: next.flatMap(({ content }) => {
      if (content === null) return []
      const identity = identityOf(content.fields)
      const known = saved.get(identity)
      return [
        {
          client: clientMark(identity),
          known: known === undefined ? null : { id: known.id, updatedAt: known.updatedAt },
        },
      ]
    }),
  }
}

/** Tells clients apart without repeating their values, which may be secrets where a column was mistaken. */
export const clientMark = (identity: string): string =>
  createHash('sha256').update(identity).digest('base64url')

/** Tells a file from what it is after a change; empty where it cannot be looked at. */
export async function fileVersion(path: string): Promise<string> {
  try {
    const { size, mtimeMs } = await stat(path)
    return `${size} ${mtimeMs}`
  } catch {
    // Whoever reads the file is told why.
    return ''
  }
}
