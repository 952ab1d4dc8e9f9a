import type { AccessToken } from './types.ts'

/** Milliseconds before the end at which a token is renewed, unless a tenth of its life is less. */
const EARLY_MS = 30_000

/** When a token should be replaced although it still works: 30 s before its end, or a tenth of its life. */
export function renewalMoment(token: AccessToken): number {
  return token.expiresAt - Math.min(EARLY_MS, (token.expiresAt - token.obtainedAt) / 10)
}

/** Whether a token may be handed out without a thought. A clock set back past its start makes it suspect. */
export function isFresh(token: AccessToken, now: number): boolean {
  return now >= token.obtainedAt && now < renewalMoment(token)
}

/** Whether a token still works, by its lifetime. */
export function isAlive(token: AccessToken, now: number): boolean {
  return now >= token.obtainedAt && now < token.expiresAt
}
