import type { ErrorData } from './errors.ts'

/** A token as the window may know it: everything but the token. */
export interface TokenState {
  readonly connectionId: string
  readonly state: 'none' | 'requesting' | 'valid' | 'expired' | 'failed'
  /** ISO 8601, UTC. */
  readonly obtainedAt: string | null
  readonly expiresAt: string | null
  /** Seconds from issue to expiry, as the server said. */
  readonly lifetimeSeconds: number | null
  /** What the server granted; null when the answer did not say. */
  readonly scope: string | null
  readonly type: string | null
  readonly hasRefreshToken: boolean
  /** How the present token was obtained. */
  readonly grant: 'client_credentials' | 'refresh_token' | null
  /** Claims of a JWT; null for an opaque token. Values as JSON text. */
  readonly claims: readonly { readonly name: string; readonly value: string }[] | null
  readonly renewAutomatically: boolean
  /** When the next automatic renewal is due; null when none is. */
  readonly renewsAt: string | null
  /** Why the last request for a token failed. */
  readonly error: ErrorData | null
  /** Token requests made for this connection since the app started. */
  readonly requests: number
}
