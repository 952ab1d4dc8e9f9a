import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { type Connection, secretNames } from '../../../shared/connection.ts'
import type {
  DeskRemoval,
  FileReading,
  ImportPreview,
  ImportProgress,
  ImportUndo,
  PlainColumn,
  UnfinishedImport,
} from '../../../shared/desk.ts'
import { ExplorerError } from '../../../shared/errors.ts'
import type { Connections, Drafts, Keychain } from '../../connections/index.ts'
import { compareRows, heldRow, identityOf, mendedRow } from './held-rows.ts'
import { fileVersion, type ImportSession, newSession } from './import-session.ts'
import { deletableFiles } from './import-source.ts'
import { createKeptImports, type ImportNote } from './kept-imports.ts'
import { createNoting } from './noting.ts'
import { asItSays, readListFile } from './read-list-file.ts'
import { correctedAgain, recognisedRows, withoutTypedSecrets } from './resumed-rows.ts'
import { runImport } from './run-import.ts'
import { createUnfinishedImports, unreadableFiles } from './unfinished-imports.ts'

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
  /** Puts an import away; one that is under way ends after the row in hand. */
  readonly close: (importId: string) => Promise<void>
  /** Imports that were cut short, by the end of the app or by the person; those under way are none of them. */
  readonly unfinished: () => Promise<readonly UnfinishedImport[]>
  /**
   * Opens one of them again: reads its files as they were read, knows what was saved, corrects what was corrected.
   * Throws `not_found` where it is not known any more or a file cannot be read.
   */
  readonly resume: (importId: string) => Promise<ImportPreview>
  /** Deletes the connections that one of them has created. It is forgotten when all of them are gone. */
  readonly undo: (importId: string) => Promise<ImportUndo>
  /** Forgets one of them; what it has saved stays. */
  readonly dismiss: (importId: string) => Promise<void>
  /** Finds out what the end of the app left unknown; to be called at the start, before anything can be saved. */
  readonly recover: () => Promise<void>
  /** Ends what is under way after the row in hand, at the end of the app. */
  readonly leave: () => Promise<void>
}

interface ImportsParts {
  /** Holds a note of each import that did not come to its end. */
  readonly folder: string
  readonly connections: Connections
  readonly drafts: Drafts
  readonly keychain: Keychain
  readonly onSecret: (value: string) => void
  /** Deletes connections, and what the app holds of them. */
  readonly remove: (connectionIds: readonly string[]) => Promise<DeskRemoval>
  /** Told of a connection whose secrets were replaced: what was made of the old ones is void. */
  readonly onUpdated: (connection: Connection) => void
  readonly onProgress: (progress: ImportProgress) => void
  readonly onProblem: (problem: string, error: unknown) => void
}

export function createImports(parts: ImportsParts): Imports {
  const { connections, drafts, keychain } = parts
  let current: ImportSession | null = null
  /** Sessions whose rows are being saved, and the end of that. */
  const running = new Map<ImportSession, Promise<void>>()

  const session = (importId: string): ImportSession => {
    if (current?.id === importId) return current
    throw new ExplorerError('not_found', 'This import was closed.', { hint: 'Choose the file again.' })
  }
  const idle = (importId: string): ImportSession => {
    const found = session(importId)
    if (!found.isRunning) return found
    throw new ExplorerError('conflict', 'The import is under way.', { hint: 'Wait for its end or stop it.' })
  }

  const preview = async (of: ImportSession): Promise<ImportPreview> => {
    const saved = await savedByIdentity()
    of.rows = compareRows(recognisedRows(of.rows, saved, of), saved)
    const { id, files, rows, secretStorage, duplicates } = of
    return { importId: id, files, rows: rows.map(({ shown }) => shown), secretStorage, duplicates }
  }

  const savedConnections = async (): Promise<readonly Connection[]> => {
    const { connections: all } = await connections.list()
    return all.filter(({ ephemeral }) => !ephemeral)
  }
  const savedByIdentity = async (): Promise<ReadonlyMap<string, Connection>> =>
    new Map((await savedConnections()).map(each => [identityOf(each), each]))

  const kept = createKeptImports(parts.folder, parts.onProblem)
  const noting = createNoting(kept, parts.onProblem)
  const unfinished = createUnfinishedImports(kept, savedConnections)
  const runParts = { ...parts, noting, unfinished }

  const begin = async (note: ImportNote | null): Promise<ImportSession> => {
    const { state } = await keychain.state()
    return newSession(note?.importId ?? randomUUID(), state === 'unavailable' ? 'session' : 'keychain', note)
  }

  const readInto = async (
    of: ImportSession,
    file: number,
    path: string,
    reading: FileReading,
  ): Promise<void> => {
    const version = await fileVersion(path)
    const read = await readListFile(path, reading)
    const others = of.rows.filter(({ shown }) => shown.file !== file)
    const first = of.rows.reduce((highest, { shown }) => Math.max(highest, shown.key), -1) + 1
    const own = read.entries.map((entry, index) => heldRow(entry, first + index, file))
    for (const { content } of own) {
      for (const name of secretNames) if (content?.secrets[name]) parts.onSecret(content.secrets[name])
    }
    of.sources = Object.assign([...of.sources], { [file]: { path, version, reading } })
    of.files = Object.assign([...of.files], { [file]: read.file })
    of.rows = [...others, ...own].toSorted((a, b) => a.shown.file - b.shown.file || a.shown.key - b.shown.key)
  }

  const isRunning = (importId: string): boolean => [...running.keys()].some(({ id }) => id === importId)

  const close = async (importId: string): Promise<void> => {
    if (current?.id === importId) {
      current.isStopped = true
      current = null
    }
    for (const [of, ended] of running) if (of.id === importId) await ended
  }

  return {
    async open(paths) {
      if (current !== null) idle(current.id)
      const opened = await begin(null)
      current = opened
      for (const [file, path] of paths.entries()) await readInto(opened, file, path, asItSays)
      return preview(opened)
    },
    async map(importId, file, reading) {
      const of = idle(importId)
      await readInto(of, file, of.sources[file]?.path ?? '', reading)
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
      const ended = savedByIdentity()
        .then(saved => runImport(runParts, of, duplicates, saved))
        .catch(async (error: unknown) => {
          parts.onProblem('An import broke off.', error)
          await noting.rest(of)
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
      const of = idle(importId)
      const { sources, files, rows, inSession } = of
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
        await rm(sources[file]?.path ?? '', { force: true })
        of.deleted.add(file)
        deleted.push(files[file]?.name ?? '')
      }
      if (of.isNoted) await noting.rest(of)
      return deleted
    },
    close,
    async unfinished() {
      return (await unfinished.list()).filter(({ importId }) => !isRunning(importId))
    },
    async resume(importId) {
      if (current !== null) idle(current.id)
      await close(importId)
      const note = await unfinished.get(importId)
      const unreadable = await unreadableFiles(note)
      if (unreadable.length > 0) {
        const names = unreadable.map(({ name }) => name).join(', ')
        throw new ExplorerError('not_found', `${names} cannot be read any more.`, {
          hint: 'The import cannot go on without it. It can be undone.',
        })
      }
      const of = await begin(note)
      for (const [file, { path, version, reading, corrections }] of note.files.entries()) {
        // Columns that were said of another content could bring its secrets to sight.
        const isSame = (await fileVersion(path)) === version
        await readInto(of, file, path, isSame ? reading : asItSays)
        if (isSame) of.rows = correctedAgain(of.rows, file, corrections)
      }
      const saved = await savedByIdentity()
      for (const id of note.created) of.created.add(id)
      for (const id of note.updated) of.updated.add(id)
      of.rows = withoutTypedSecrets(recognisedRows(of.rows, saved, of))
      for (const { shown, content } of of.rows) {
        const isSaved = shown.state === 'added' || shown.state === 'updated'
        const connection = isSaved && content !== null ? saved.get(identityOf(content.fields)) : undefined
        if (connection?.secretStorage === 'session') of.inSession.add(shown.key)
      }
      current = of
      return preview(of)
    },
    async undo(importId) {
      await close(importId)
      const { created } = await unfinished.get(importId)
      const { undoIds, problem } = await parts.remove(created)
      if (problem === null) await kept.remove(importId)
      return { removed: undoIds.length, problem }
    },
    async dismiss(importId) {
      await close(importId)
      await kept.remove(importId)
    },
    recover: unfinished.recover,
    async leave() {
      for (const of of running.keys()) of.isStopped = true
      await Promise.all(running.values())
    },
  }
}
