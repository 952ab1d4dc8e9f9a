/** Everything in the data happened before this moment, whenever the demo cloud is started: a Friday evening. */
export const LAST_MOMENT = Date.UTC(2026, 10, 20, 17, 0, 0)

const DAY_MS = 24 * 3600 * 1000
const OPENS_AT_HOUR = 6
const OPEN_HOURS = 11
/** Monday to Saturday, but the last week ends on its Friday. */
const DAYS_A_WEEK = 6

/**
 * When item `index` of `size` happened, if `perDay` happen on each working day and the last one just before
 * `LAST_MOMENT`. Items follow one another in time; `jitter` (0 to 1) moves each within its own slot.
 */
export function businessMoment(index: number, size: number, perDay: number, jitter: number): number {
  const fromEnd = size - 1 - index
  const workingDaysAgo = Math.floor(fromEnd / perDay)
  // The last day is a Friday: five days back to Monday, then a Sunday to skip.
  const weeks = Math.floor((workingDaysAgo + 1) / DAYS_A_WEEK)
  const day = LAST_MOMENT - (LAST_MOMENT % DAY_MS) - (workingDaysAgo + weeks) * DAY_MS
  const slot = perDay - 1 - (fromEnd % perDay)
  const slotMs = (OPEN_HOURS * 3600 * 1000) / (perDay + 1)
  const inDay = OPENS_AT_HOUR * 3600 * 1000 + (slot + jitter) * slotMs
  return Math.floor((day + inDay) / 1000) * 1000
}

/** ISO 8601, UTC, milliseconds. */
export const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** The day alone. */
export const isoDay = (milliseconds: number): string => iso(milliseconds).slice(0, 10)
