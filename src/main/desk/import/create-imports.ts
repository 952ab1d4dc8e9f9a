import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import {
  type Connection,
  type ConnectionFields,
  connectionFieldsSchema,
  secretNames,
} from '../../../shared/connection.ts'
import type {
  FileReading,
  ImportFile,
  ImportPreview,
  ImportProgress,
  ImportRow,
  ImportSource,
  ListColumn,
  PlainColumn,
} from '../../../shared/desk.ts'
import { type ErrorData, ExplorerError } from '../../../shared/errors.ts'
import { type Connections, type Drafts, isKeychainError, type Keychain } from '../../connections/index.ts'
import { compareRows, type HeldRow, heldRow, identityOf, mendedRow, withState } from './held-rows.ts'
import { deletableFiles, sourceOf } from './import-source.ts'
import { asItSays, readListFile } from './read-list-file.ts'

/** Milliseconds between two announcements of an import. */
const announceEveryMs = 200

/** Files of customers on their way into the saved connections. One import at a time; its secrets stay in main. */
export interface Imports {
  readonly open: (paths: readonly string[]) => Promise<ImportPreview>
  /** Reads a file again in another way: other columns, another delimiter. */
  readonly map: (importId: string, file: number, reading: FileReading) => Promise<ImportPreview>
  /** Corrects a row. Secrets typed for it are in the draft, which is closed with this. */
  readonly mend: (
    importId: string,
    key: number,
    cells: Readonly<Partial<Record<PlainColumn, string>>>,
    draftId: string | null,
  ) => Promise<ImportPreview>
  /** Saves in the background, row by row; each is saved as a whole or not at all. Goes on where it was stopped. */
  readonly start: (importId: string, duplicates: 'update' | 'skip') => Promise<void>
  readonly stop: (importId: string) => void
  /**
   * Deletes the files whose secrets are in the keychain now, and answers their names. Throws `conflict` while rows are
   * being saved, or where no file may be deleted.
   */
  readonly deleteSource: (importId: string) => Promise<readonly string[]>
  readonly close: (importId: string) => void
  /** Ends what is under way after the row in hand, at the end of the app. */
  readonly leave: () => Promise<void>
}

interface ImportsParts {
  readonly connections: Connections
  readonly drafts: Drafts
  readonly keychain: Keychain
  readonly onSecret: (value: string) => void
  /** Told of a connection whose secrets were replaced: what was made of the old ones is void. */
  readonly onUpdated: (connection: Connection) => void
  readonly onProgress: (progress: ImportProgress) => void
  readonly onProblem: (problem: string, error: unknown) => void
}

interface Session {
  readonly id: string
  readonly paths: readonly string[]
  files: readonly ImportFile[]
  rows: readonly HeldRow[]
  secretStorage: ImportPreview['secretStorage']
  /** Keys of rows whose secrets are kept for this session only. */
  readonly inSession: Set<number>
  isRunning: boolean
  isStopped: boolean
}

export function createImports(parts: ImportsParts): Imports {
  const { connections, drafts, keychain } = parts
  let current: Session | null = null
  /** Sessions whose rows are being saved, and the end of that. */
  const running = new Map<Session, Promise<void>>()

  const session = (importId: string): Session => {
    if (current?.id === importId) return current
    throw new ExplorerError('not_found', 'This import was closed.', { hint: 'Choose the file again.' })
  }
  const idle = (importId: string): Session => {
    const found = session(importId)
    if (!found.isRunning) return found
    throw new ExplorerError('conflict', 'The import is under way.', { hint: 'Wait for its end or stop it.' })
  }

  const preview = async (of: Session): Promise<ImportPreview> => {
    of.rows = compareRows(of.rows, await savedByIdentity())
    const { id, files, rows, secretStorage } = of
    return { importId: id, files, rows: rows.map(({ shown }) => shown), secretStorage }
  }

  async function savedByIdentity(): Promise<ReadonlyMap<string, Connection>> {
    const { connections: all } = await connections.list()
    return new Map(all.filter(({ ephemeral }) => !ephemeral).map(each => [identityOf(each), each]))
  }

  const readInto = async (of: Session, file: number, reading: FileReading): Promise<void> => {
    const read = await readListFile(of.paths[file] ?? '', reading)
    const others = of.rows.filter(({ shown }) => shown.file !== file)
    const first = of.rows.reduce((highest, { shown }) => Math.max(highest, shown.key), -1) + 1
    const own = read.entries.map((entry, index) => heldRow(entry, first + index, file))
    for (const { content } of own) {
      for (const name of secretNames) if (content?.secrets[name]) parts.onSecret(content.secrets[name])
    }
    of.files = Object.assign([...of.files], { [file]: read.file })
    of.rows = [...others, ...own].toSorted((a, b) => a.shown.file - b.shown.file || a.shown.key - b.shown.key)
  }

  const offer = ({ rows, inSession, files }: Session): ImportSource | null =>
    sourceOf(
      rows.map(({ shown }) => shown),
      inSession,
      files.map(({ name }) => name),
    )

  /** Saves one row; its connection is complete when this is done. */
  const save = async (of: Session, row: HeldRow, saved: Connection | undefined): Promise<HeldRow> => {
    const { content } = row
    if (content === null) return row
    const { draftId } = drafts.open()
    const secretStorage = saved?.secretStorage ?? of.secretStorage
    try {
      for (const name of secretNames) drafts.setSecret(draftId, name, content.secrets[name] ?? '')
      const connection = await connections.save({
        connectionId: saved?.id ?? null,
        draftId,
        fields: saved === undefined ? content.fields : merged(saved, row, content.fields),
        secretStorage,
      })
      if (saved !== undefined) parts.onUpdated(connection)
      if (secretStorage === 'session') of.inSession.add(row.shown.key)
      return withState(row, saved === undefined ? 'added' : 'updated', '')
    } finally {
      drafts.close(draftId)
    }
  }

  const run = async (of: Session, duplicates: 'update' | 'skip'): Promise<void> => {
    const saved = await savedByIdentity()
    const rows = [...of.rows]
    of.rows = rows
    const places = new Map(rows.map(({ shown }, index) => [shown.key, index]))
    const todo = rows.filter(
      ({ shown: { state } }) =>
        state === 'new' || state === 'failed' || (state === 'duplicate' && duplicates === 'update'),
    )
    let done = 0
    let changed: ImportRow[] = []
    let announcedAt = 0
    const announce = (state: ImportProgress['state'], problem: ErrorData | null): void => {
      announcedAt = Date.now()
      const source = state === 'running' ? null : offer(of)
      parts.onProgress({ importId: of.id, state, total: todo.length, done, rows: changed, problem, source })
      changed = []
    }
    announce('running', null)
    for (const row of todo) {
      if (of.isStopped) return announce('stopped', null)
      const identity = row.content === null ? '' : identityOf(row.content.fields)
      const outcome = await save(of, row, saved.get(identity)).catch((error: unknown) => failure(row, error))
      if (outcome instanceof ExplorerError) return announce('stopped', outcome.toData())
      done++
      changed.push(outcome.shown)
      const place = places.get(outcome.shown.key)
      if (place !== undefined) rows[place] = outcome
      if (Date.now() - announcedAt >= announceEveryMs) announce('running', null)
    }
    announce('finished', null)
  }

  return {
    async open(paths) {
      if (current !== null) idle(current.id)
      const { state } = await keychain.state()
      current = {
        id: randomUUID(),
        paths,
        files: [],
        rows: [],
        secretStorage: state === 'unavailable' ? 'session' : 'keychain',
        inSession: new Set(),
        isRunning: false,
        isStopped: false,
      }
      for (const file of paths.keys()) await readInto(current, file, asItSays)
      return preview(current)
    },
    async map(importId, file, reading) {
      const of = idle(importId)
      await readInto(of, file, reading)
      return preview(of)
    },
    async mend(importId, key, cells, draftId) {
      const of = idle(importId)
      const secrets = draftId === null ? {} : drafts.secrets(draftId)
      of.rows = of.rows.map(row => (row.shown.key === key ? mendedRow(row, cells, secrets) : row))
      if (draftId !== null) drafts.close(draftId)
      return preview(of)
    },
    async start(importId, duplicates) {
      const of = idle(importId)
      of.isRunning = true
      of.isStopped = false
      const ended = run(of, duplicates)
        .catch((error: unknown) => {
          parts.onProblem('An import broke off.', error)
          const told = new ExplorerError('internal', 'The import broke off by a mistake of the app.', {
            hint: 'What was saved stays. Start it again for the rest.',
          })
          parts.onProgress({
            importId,
            state: 'stopped',
            total: 0,
            done: 0,
            rows: [],
            problem: told.toData(),
            source: null,
          })
        })
        .finally(() => {
          of.isRunning = false
          running.delete(of)
        })
      running.set(of, ended)
    },
    stop: importId => {
      session(importId).isStopped = true
    },
    async deleteSource(importId) {
      const { paths, files, rows, inSession } = idle(importId)
      const deletable = deletableFiles(
        rows.map(({ shown }) => shown),
        inSession,
      )
      if (deletable.length === 0) {
        throw new ExplorerError('conflict', 'Rows of the file are not in the app yet, so it was kept.', {
          hint: 'Import them first.',
        })
      }
      const deleted: string[] = []
      for (const file of deletable) {
        await rm(paths[file] ?? '', { force: true })
        deleted.push(files[file]?.name ?? '')
      }
      return deleted
    },
    close: importId => {
      if (current?.id !== importId) return
      current.isStopped = true
      current = null
    },
    async leave() {
      for (const of of running.keys()) of.isStopped = true
      await Promise.all(running.values())
    },
  }
}

/** A keychain that does not work ends the import; anything else is the matter of one row. */
function failure(row: HeldRow, error: unknown): HeldRow | ExplorerError {
  if (isKeychainError(error)) return error
  if (!(error instanceof ExplorerError)) throw error
  return withState(row, 'failed', `${error.message} ${error.hint}`.trim())
}

/** What a row says of a known connection; what it leaves out stays, and so does what lists cannot say. */
function merged(saved: Connection, { cells }: HeldRow, fields: ConnectionFields): ConnectionFields {
  const said = (column: ListColumn): boolean => cells?.has(column) ?? false
  const kept = Object.entries(saved).filter(([name]) => name in connectionFieldsSchema.shape)
  return connectionFieldsSchema.parse({
    ...Object.fromEntries(kept),
    ...(said('name') ? { name: fields.name } : {}),
    ...(said('customer') ? { customer: fields.customer } : {}),
    ...(said('scope') ? { scope: fields.scope } : {}),
    ...(said('client_auth') ? { clientAuthentication: fields.clientAuthentication } : {}),
    ...(said('tags') ? { tags: fields.tags } : {}),
  })
}
