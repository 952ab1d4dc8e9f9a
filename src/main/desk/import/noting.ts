import type { Connection } from '../../../shared/connection.ts'
import type { HeldRow } from './held-rows.ts'
import { type ImportSession, noteOf } from './import-session.ts'
import type { KeptImports } from './kept-imports.ts'

/** Keeps the note of an import as it goes. A note that cannot be written is told and holds nothing up. */
export interface Noting {
  /** Notes what was saved, and what is about to be. */
  readonly keep: (
    of: ImportSession,
    next: readonly HeldRow[],
    saved: ReadonlyMap<string, Connection>,
  ) => Promise<void>
  /** Notes an import that stopped. One that has saved nothing is not worth a note. */
  readonly rest: (of: ImportSession) => Promise<void>
  readonly drop: (of: ImportSession) => Promise<void>
}

export function createNoting(
  kept: KeptImports,
  onProblem: (problem: string, error: unknown) => void,
): Noting {
  const told = (work: Promise<void>): Promise<void> =>
    work.catch(error => onProblem('How far an import is could not be noted.', error))

  const removeReplaced = async (of: ImportSession): Promise<void> => {
    for (const importId of of.replaces) await kept.remove(importId)
    of.replaces = []
  }
  const keep: Noting['keep'] = (of, next, saved) =>
    told(
      (async () => {
        await kept.write(noteOf(of, next, saved))
        of.isNoted = true
        await removeReplaced(of)
      })(),
    )
  const drop: Noting['drop'] = of =>
    told(
      (async () => {
        of.isNoted = false
        await kept.remove(of.id)
        await removeReplaced(of)
      })(),
    )
  return {
    keep,
    rest: of => {
      const isLeft = noteOf(of, [], new Map()).files.length > 0
      return isLeft && of.created.size + of.updated.size > 0 ? keep(of, [], new Map()) : drop(of)
    },
    drop,
  }
}
