/**
 * Announces a change at once and, where more follow, not again before `everyMs` have passed: a list that changes a
 * thousand times is read anew some times a second, not a thousand times.
 */
export function createAnnouncer(announce: () => void, everyMs: number): () => void {
  let isQuiet = false
  let isWanted = false
  return function changed(): void {
    if (isQuiet) {
      isWanted = true
      return
    }
    isQuiet = true
    announce()
    setTimeout(() => {
      isQuiet = false
      if (!isWanted) return
      isWanted = false
      changed()
    }, everyMs)
  }
}
