import { access, constants } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Connection } from '../../../shared/connection.ts'
import type { UnfinishedImport } from '../../../shared/desk.ts'
import { ExplorerError } from '../../../shared/errors.ts'
import { identityOf } from './held-rows.ts'
import { clientMark } from './import-session.ts'
import type { ImportNote, KeptImports } from './kept-imports.ts'

/** Imports that did not come to their end, by the notes of them. */
export interface UnfinishedImports {
  /**
   * Finds out once what the end of the app left unknown: which rows of the last batch were saved. To be called before
   * the person can save anything: a connection that was made by hand must not be taken for one of the import.
   */
  readonly recover: () => Promise<void>
  readonly list: () => Promise<readonly UnfinishedImport[]>
  /** What is known of one, with the connections that are still there. Throws `not_found`. */
  readonly get: (importId: string) => Promise<ImportNote>
  /** The others that were to import the same files. */
  readonly ofSameFiles: (paths: readonly string[], importId: string) => Promise<readonly ImportNote[]>
}

export function createUnfinishedImports(
  kept: KeptImports,
  savedConnections: () => Promise<readonly Connection[]>,
): UnfinishedImports {
  let recovering: Promise<void> | null = null

  const recoverAll = async (): Promise<void> => {
    const notes = await kept.all()
    if (notes.length === 0) return
    const connections = await savedConnections()
    for (const note of notes) {
      const settled = settledNote(note, connections)
      // All was saved, only the end was not noted any more.
      if (settled.created.length + settled.updated.length >= note.total) await kept.remove(note.importId)
      else if (note.next.length > 0) await kept.write(settled)
    }
  }
  const recover = (): Promise<void> => {
    recovering ??= recoverAll().catch(error => {
      recovering = null
      throw error
    })
    return recovering
  }
  /** The notes, with those connections that are still there. */
  const known = async (): Promise<readonly ImportNote[]> => {
    await recover()
    const notes = await kept.all()
    if (notes.length === 0) return []
    const ids = new Set((await savedConnections()).map(({ id }) => id))
    return notes.map(note => ({
      ...note,
      created: note.created.filter(id => ids.has(id)),
      updated: note.updated.filter(id => ids.has(id)),
    }))
  }

  return {
    recover,
    list: async () => Promise.all((await known()).map(shownNote)),
    async get(importId) {
      const note = (await known()).find(each => each.importId === importId)
      if (note !== undefined) return note
      throw new ExplorerError('not_found', 'Nothing is known of this import any more.', {
        hint: 'Choose the file again.',
      })
    },
    async ofSameFiles(paths, importId) {
      const wanted = new Set(paths)
      return (await known()).filter(
        ({ importId: id, files }) => id !== importId && files.every(({ path }) => wanted.has(path)),
      )
    },
  }
}

/** The note with what was saved of its last batch. */
function settledNote(note: ImportNote, connections: readonly Connection[]): ImportNote {
  const byClient = new Map(connections.map(each => [clientMark(identityOf(each)), each]))
  const byId = new Map(connections.map(each => [each.id, each]))
  const created = new Set(note.created)
  const updated = new Set(note.updated)
  for (const { client, known } of note.next) {
    if (known === null) {
      const made = byClient.get(client)
      if (made !== undefined) created.add(made.id)
    } else if (!created.has(known.id)) {
      const now = byId.get(known.id)
      if (now !== undefined && now.updatedAt !== known.updatedAt) updated.add(known.id)
    }
  }
  return { ...note, created: [...created], updated: [...updated], next: [] }
}

async function shownNote(note: ImportNote): Promise<UnfinishedImport> {
  const { importId, files, total, created, updated } = note
  return {
    importId,
    files: files.map(({ path }) => basename(path)),
    unreadable: await unreadableFiles(note),
    total,
    created: created.length,
    updated: updated.length,
  }
}

/** Files of an import that cannot be read any more. */
export async function unreadableFiles({ files }: ImportNote): Promise<UnfinishedImport['unreadable']> {
  const looked = await Promise.all(
    files.map(async ({ path }) => {
      try {
        await access(path, constants.R_OK)
        return []
      } catch (error) {
        return [{ name: basename(path), isGone: (error as NodeJS.ErrnoException).code === 'ENOENT' }]
      }
    }),
  )
  return looked.flat()
}
