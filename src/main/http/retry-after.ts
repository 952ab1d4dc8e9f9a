/**
 * Milliseconds that a value of `Retry-After` asks to wait (RFC 9110, section 10.2.3: seconds or a date); null for
 * nothing that can be understood.
 */
export function waitAskedFor(retryAfter: string, now: number): number | null {
  const text = retryAfter.trim()
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  // Only the date of RFC 9110: `Date.parse` alone would take "1.5" for a month.
  const at = /^[A-Za-z]{3},? .*GMT$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}
