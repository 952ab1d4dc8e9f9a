import type { Events } from '../../shared/contract.ts'

/** Milliseconds between two announcements: a burst of calls is one line for the status bar. */
const announceEveryMs = 100

/** Counts exchanges under way and announces the number, at once and then not more often than needed. */
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
      }, announceEveryMs)
    },
  }
}
