import type { TokenState } from '../../shared/token.ts'
import { isAlive } from './freshness.ts'
import { claimsOf } from './jwt-claims.ts'
import type { TokenSlot } from './token-slot.ts'

/** What may be told of a slot: everything but the tokens. */
export function stateOf(slot: TokenSlot, now: number, renewsAt: number | null): TokenState {
  const { token } = slot
  return {
    connectionId: slot.connection.id,
    state: nameOf(slot, now),
    obtainedAt: token === null ? null : date(token.obtainedAt),
    expiresAt: token === null ? null : date(token.expiresAt),
    lifetimeSeconds: token?.lifetimeSeconds ?? null,
    scope: token?.scope ?? null,
    type: token?.type ?? null,
    hasRefreshToken: token !== null && token.refreshToken !== null,
    grant: token?.grant ?? null,
    claims: token === null ? null : claimsOf(token.value),
    renewAutomatically: slot.connection.renewAutomatically,
    renewsAt: renewsAt === null ? null : date(renewsAt),
    error: slot.error?.toData() ?? null,
    requests: slot.requests,
  }
}

function nameOf(slot: TokenSlot, now: number): TokenState['state'] {
  if (slot.request !== null) return 'requesting'
  if (slot.token !== null && isAlive(slot.token, now)) return 'valid'
  if (slot.error !== null) return 'failed'
  return slot.token === null ? 'none' : 'expired'
}

function date(ms: number): string {
  return new Date(ms).toISOString()
}
