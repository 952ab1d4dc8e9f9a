import type { VerdictTone } from '../../../../shared/check.ts'
import type { TokenState } from '../../../../shared/token.ts'
import { secondsLeft } from '../../ui/time/countdown-text.ts'

interface Said {
  readonly tone: VerdictTone
  readonly headline: string
  readonly meaning: string
}

/** The state of a token in words. */
export const tokenWords: Readonly<Record<TokenState['state'], Said>> = {
  none: {
    tone: 'unknown',
    headline: 'No token held',
    meaning: 'One is asked for when it is needed, or now with Refresh now.',
  },
  requesting: {
    tone: 'checking',
    headline: 'Asking for a token',
    meaning: 'The token server has not answered yet.',
  },
  valid: {
    tone: 'works',
    headline: 'Token held',
    meaning: 'It is kept in memory only and goes to the API of this connection alone.',
  },
  expired: {
    tone: 'unknown',
    headline: 'Token expired',
    meaning: 'The next call asks for a new one, or Refresh now does.',
  },
  failed: {
    tone: 'broken',
    headline: 'No token could be had',
    meaning: 'The last request for one was not answered with a token.',
  },
}

/**
 * Whole seconds until the token ends; null without one. Never more than its life: the window's clock may be a
 * second behind the moment at which the token came.
 */
export function lifeLeft(
  { expiresAt, lifetimeSeconds }: Pick<TokenState, 'expiresAt' | 'lifetimeSeconds'>,
  now: number,
): number | null {
  const left = secondsLeft(expiresAt, now)
  return left === null ? null : Math.min(left, lifetimeSeconds ?? left)
}

export const grantWords: Readonly<Record<NonNullable<TokenState['grant']>, string>> = {
  client_credentials: 'Client credentials',
  refresh_token: 'Refresh token',
}

const dateClaims = new Set(['iat', 'exp', 'nbf', 'auth_time', 'updated_at'])

/** The moment that a claim of seconds since 1970 means (RFC 7519, section 4.1), as ISO 8601; null for others. */
export function claimMoment(name: string, value: string): string | null {
  const seconds = dateClaims.has(name) ? Number(value) : Number.NaN
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

const claimNames: Readonly<Record<string, string>> = {
  iss: 'issuer',
  sub: 'subject',
  aud: 'audience',
  exp: 'expires at',
  iat: 'issued at',
  nbf: 'not before',
  jti: 'token ID',
  client_id: 'client',
  azp: 'authorized party',
}

/** What a registered claim is called in words; empty for others. */
export function claimName(name: string): string {
  return claimNames[name] ?? ''
}
