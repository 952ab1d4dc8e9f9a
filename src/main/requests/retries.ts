import { ExplorerError } from '../../shared/errors.ts'

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

/** Milliseconds to wait before an attempt, counted from 1: as long as the server asks for, or longer each time. */
export function pauseBefore(attempt: number, retryAfter: string): number {
  const asked = /^\d{1,6}$/.test(retryAfter.trim()) ? Number(retryAfter) * 1000 : null
  return Math.min(longestPauseMs, asked ?? firstPauseMs * 2 ** (attempt - 1))
}
