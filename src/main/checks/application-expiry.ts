const isoDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/** What an application said about its end. `text` is as the API gave it. */
export type Expiry =
  | { readonly kind: 'valid'; readonly text: string; readonly at: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'odd' }

/**
 * Reads the `expiry` of an application (ISO 8601 by the sample in the API's documentation). A time without a zone
 * is taken as UTC, as the API gives all its times in UTC.
 */
export function readExpiry(value: unknown): Expiry {
  if (value === undefined || value === null || value === '') return { kind: 'missing' }
  if (typeof value !== 'string') return { kind: 'odd' }
  const match = isoDate.exec(value)
  if (match === null) return { kind: 'odd' }
  const hasTimeWithoutZone = match[1] !== undefined && match[4] === undefined
  const at = Date.parse(hasTimeWithoutZone ? `${value}Z` : value)
  return Number.isNaN(at) ? { kind: 'odd' } : { kind: 'valid', text: value, at }
}

/** An application that ends at this very moment has ended; one that ends in exactly `expiringDays` is expiring. */
export function expiryState(
  expiry: Expiry,
  now: number,
  expiringDays: number,
): 'works' | 'expiring' | 'expired' {
  if (expiry.kind !== 'valid') return 'works'
  if (expiry.at <= now) return 'expired'
  return expiry.at - now <= expiringDays * 86_400_000 ? 'expiring' : 'works'
}
