import { renewalMoment } from './freshness.ts'
import type { TokenSlot } from './token-slot.ts'

/** Milliseconds to wait after the first, second … failed renewal; the last one repeats. */
const RETRY_AFTER_MS = [5_000, 15_000, 60_000, 300_000] as const
/** A token of no or hardly any lifetime must not make us ask without a pause. */
const SHORTEST_PAUSE_MS = 5_000

/**
 * When a slot's token is to be renewed by itself, in milliseconds since the epoch, or null when it is not: closed,
 * switched off, nothing to renew, under way, or failed in a way that waiting does not mend.
 */
export function renewalDue(slot: TokenSlot): number | null {
  if (!slot.isOpen || !slot.connection.renewAutomatically || slot.request !== null) return null
  if (slot.error !== null) {
    if (!slot.error.retryable || slot.error.code === 'invalid_client') return null
    const wait = RETRY_AFTER_MS[Math.min(slot.failures, RETRY_AFTER_MS.length) - 1] ?? SHORTEST_PAUSE_MS
    return slot.failedAt + wait
  }
  if (slot.token === null) return null
  return Math.max(renewalMoment(slot.token), slot.token.obtainedAt + SHORTEST_PAUSE_MS)
}
