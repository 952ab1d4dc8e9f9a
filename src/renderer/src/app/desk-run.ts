import { create } from 'zustand'
import type { DeskRun } from '../../../shared/desk.ts'

interface DeskRunStore {
  /** The run under way or the last one; null where none is known of. */
  readonly run: DeskRun | null
  /** Whether the run came to its end while this window looked on, and nobody has gone to the desk since. */
  readonly endIsNews: boolean
  /** Takes what main tells as the run goes on. */
  take(run: DeskRun | null): void
  /** Takes an answer of main; what was told in the meantime is newer. */
  known(run: DeskRun | null): void
  endWasSeen(): void
}

const isOver = (run: DeskRun | null): boolean => run?.state === 'finished' || run?.state === 'cancelled'

/** The run of the credential desk, for the desk itself and for the status bar, whichever tab is in front. */
export const useDeskRun = create<DeskRunStore>()(set => ({
  run: null,
  endIsNews: false,
  take: run =>
    set(before => ({
      run,
      endIsNews: isOver(run) && (before.endIsNews || (before.run !== null && !isOver(before.run))),
    })),
  known: run => set(before => ({ run: before.run ?? run })),
  endWasSeen: () => set({ endIsNews: false }),
}))
