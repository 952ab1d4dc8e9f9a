/** "23 November 2026, 14:32 UTC" of an ISO 8601 moment. */
export function momentText(iso: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  return `${format.format(new Date(iso)).replace(' at ', ', ')} UTC`
}

/** "2026-11-23" of an ISO 8601 moment, in UTC; a dash for none. */
export function dayText(iso: string | null): string {
  return iso === null || Number.isNaN(Date.parse(iso)) ? '-' : new Date(iso).toISOString().slice(0, 10)
}

/** "850 ms", "3.2 s", "4 min". */
export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  return ms < 120_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 60_000)} min`
}
