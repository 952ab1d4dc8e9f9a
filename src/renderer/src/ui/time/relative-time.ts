const units = [
  { unit: 'year', sign: 'y', seconds: 365 * 86_400 },
  { unit: 'month', sign: 'mo', seconds: 30 * 86_400 },
  { unit: 'day', sign: 'd', seconds: 86_400 },
  { unit: 'hour', sign: 'h', seconds: 3600 },
  { unit: 'minute', sign: 'min', seconds: 60 },
  { unit: 'second', sign: 's', seconds: 1 },
] as const

const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'long' })

/**
 * How far a moment is from now, in its largest whole unit: `12 s ago`, `in 3 d` (short), `yesterday`, `in 12 days`
 * (long). Less than a second counts as `just now`. Empty for what is not a date. The short form is not Intl's:
 * that one differs between versions of its data.
 */
export function relativeTime(moment: string, now: number, style: 'short' | 'long' = 'short'): string {
  const at = Date.parse(moment)
  if (Number.isNaN(at)) return ''
  const seconds = (at - now) / 1000
  const size = units.find(unit => Math.abs(seconds) >= unit.seconds)
  if (size === undefined) return 'just now'
  const count = Math.trunc(seconds / size.seconds)
  if (style === 'long') return words.format(count, size.unit)
  return count < 0 ? `${-count} ${size.sign} ago` : `in ${count} ${size.sign}`
}

/** An expiry in words, from whole days: `expires today`, `expires in 12 days`, `ended 3 days ago`. */
export function expiryWords(days: number): string {
  if (days === 0) return 'expires today'
  const when = words.format(days, 'day')
  return days > 0 ? `expires ${when}` : `ended ${when}`
}
