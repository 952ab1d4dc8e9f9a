const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const dayMs = 86_400_000

/** "23 November 2026" in UTC, from milliseconds since the epoch. */
export function dayText(at: number): string {
  const date = new Date(at)
  return `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`
}

/** "23 November 2026, 14:32 UTC", from milliseconds since the epoch. */
export function momentText(at: number): string {
  return `${dayText(at)}, ${new Date(at).toISOString().slice(11, 16)} UTC`
}

/** "today", "in 1 day", "in 12 days", "9 days ago": whole days between two moments. */
export function distanceText(at: number, now: number): string {
  const days = Math.floor(Math.abs(at - now) / dayMs)
  if (days === 0) return 'today'
  const text = `${days} ${days === 1 ? 'day' : 'days'}`
  return at > now ? `in ${text}` : `${text} ago`
}

/** "850 ms", "3.2 s". */
export function durationText(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1).replace(/\.0$/, '')} s`
}
