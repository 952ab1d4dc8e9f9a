/** Whole seconds from `now` to a moment, never below 0; null when there is no valid moment. */
export function secondsLeft(until: string | null, now: number): number | null {
  const at = until === null ? Number.NaN : Date.parse(until)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000))
}

/** A remaining time as on a timer: `4:12`, `1:04:12`; two or more days as `12 d`. */
export function countdownText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  if (whole >= 2 * 86_400) return `${Math.floor(whole / 86_400)} d`
  const pad = (part: number): string => String(part).padStart(2, '0')
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(rest)}` : `${minutes}:${pad(rest)}`
}

/** The same in words, for those who hear it: `4 minutes, 12 seconds`. */
export function countdownWords(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const parts = [
    { count: Math.floor(whole / 86_400), unit: 'day' },
    { count: Math.floor(whole / 3600) % 24, unit: 'hour' },
    { count: Math.floor(whole / 60) % 60, unit: 'minute' },
    { count: whole % 60, unit: 'second' },
  ].filter(part => part.count > 0)
  const words = parts.slice(0, 2).map(({ count, unit }) => `${count} ${unit}${count === 1 ? '' : 's'}`)
  return words.length === 0 ? '0 seconds' : words.join(', ')
}
