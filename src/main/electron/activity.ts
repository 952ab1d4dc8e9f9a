import type { Events } from '../../shared/contract.ts'

/** Milliseconds from a change to its announcement: a call that is over by then would only flicker in the status bar. */
const announceAfterMs = 100

/** Counts exchanges under way and announces the number a moment after it changed, once for a burst of changes. */
export function createActivity(announce: (state: Events['activity']) => void) {
  let inFlight = 0
  let isAnnounced = false

  return {
    count(change: 1 | -1): void {
      inFlight += change
      if (isAnnounced) return
      isAnnounced = true
      setTimeout(() => {
        isAnnounced = false
        announce({ inFlight })
      }, announceAfterMs)
    },
  }
}
