/** Choices of *Refresh data*, in milliseconds; null is off. */
export const refreshIntervals = [null, 5_000, 15_000, 30_000, 60_000, 300_000] as const

/** An interval in words: `Off`, `30 s`, `5 min`. */
export function intervalWords(milliseconds: number | null): string {
  if (milliseconds === null) return 'Off'
  return milliseconds < 60_000 ? `${milliseconds / 1000} s` : `${milliseconds / 60_000} min`
}

/** Milliseconds until the next refresh is due, 0 when it is overdue, as after the window was hidden. */
export function dueIn(every: number, lastAt: number, now: number): number {
  return Math.max(0, lastAt + every - now)
}
