import { ExplorerError } from '../../shared/errors.ts'
import { waitAskedFor } from '../http/index.ts'

/** Milliseconds before the first further attempt; each later one waits twice as long. */
const firstPauseMs = 500
/** The longest wait that a server may ask for; who asks for more is asked again by hand. */
const longestPauseMs = 10_000

const passing = new Set([408, 429, 502, 503, 504])

/** Whether a status says that the same request may be answered later. */
export function asksAgain(status: number): boolean {
  return passing.has(status)
}

/** Whether a failure without an answer may pass by itself. A time limit is not tried out again: it was set. */
export function mayComeAgain(error: unknown): boolean {
  return (
    error instanceof ExplorerError &&
    error.retryable &&
    (error.code === 'network_unreachable' || error.code === 'malformed_response')
  )
}

/**
 * Milliseconds to wait before an attempt, counted from 1: as long as the server asks for, or longer each time. Null
 * where the server asks for more than anybody would sit and wait.
 */
export function pauseBefore(attempt: number, retryAfter: string, now: number): number | null {
  const asked = waitAskedFor(retryAfter, now)
  if (asked !== null) return asked > longestPauseMs ? null : asked
  return Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1))
}
