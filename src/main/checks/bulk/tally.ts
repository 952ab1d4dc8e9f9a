import type { Verdict } from '../../../shared/check.ts'
import type { BulkProgress } from './types.ts'

/** Checks whose ends the present rate is taken from. */
const remembered = 64

/** Counts of a run and its speed. Time stands still while the run is paused. */
export interface Tally {
  readonly count: (verdict: Verdict) => void
  readonly pause: () => void
  readonly resume: () => void
  readonly read: (
    total: number | null,
  ) => Pick<BulkProgress, 'done' | 'byVerdict' | 'activeMs' | 'perSecond' | 'leftMs'>
}

/** A tally that starts now. */
export function createTally(now: () => number): Tally {
  const startedAt = now()
  const byVerdict: Partial<Record<Verdict, number>> = {}
  /** Active milliseconds at which the last checks ended. */
  const ends: number[] = []
  let done = 0
  let pausedMs = 0
  let pausedAt: number | null = null
  const activeMs = (): number => Math.max(0, (pausedAt ?? now()) - startedAt - pausedMs)

  return {
    count(verdict) {
      done++
      byVerdict[verdict] = (byVerdict[verdict] ?? 0) + 1
      ends.push(activeMs())
      if (ends.length > remembered) ends.shift()
    },
    pause: () => {
      pausedAt ??= now()
    },
    resume: () => {
      if (pausedAt !== null) pausedMs += now() - pausedAt
      pausedAt = null
    },
    read(total) {
      const active = activeMs()
      const since = ends.length < remembered ? 0 : (ends[0] ?? 0)
      const perSecond = ends.length < 2 || active === since ? null : (ends.length / (active - since)) * 1000
      const leftMs = perSecond === null || total === null ? null : ((total - done) / perSecond) * 1000
      return { done, byVerdict: { ...byVerdict }, activeMs: active, perSecond, leftMs }
    },
  }
}
