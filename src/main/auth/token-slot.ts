import type { Connection } from '../../shared/connection.ts'
import type { ExplorerError } from '../../shared/errors.ts'
import type { SharedRequest } from './shared-request.ts'
import type { AccessToken } from './types.ts'

/** All that is known of one connection's token. */
export interface TokenSlot {
  connection: Connection
  /** What the token was asked with; another key makes it useless. */
  key: string
  token: AccessToken | null
  request: SharedRequest<AccessToken> | null
  error: ExplorerError | null
  /** Failures in a row. */
  failures: number
  /** When the last failure was; orders the next attempt. */
  failedAt: number
  /** Token requests since the app started. */
  requests: number
  isOpen: boolean
  timer: unknown
}

/** What decides which token a connection gets (security: a token is good for exactly this). */
export function keyOf(connection: Connection): string {
  const { id, tokenUrl, issuer, scope, clientAuthentication, clientId } = connection
  return JSON.stringify([id, tokenUrl, issuer, scope, clientAuthentication, clientId])
}

export function emptySlot(connection: Connection): TokenSlot {
  return {
    connection,
    key: keyOf(connection),
    token: null,
    request: null,
    error: null,
    failures: 0,
    failedAt: 0,
    requests: 0,
    isOpen: false,
    timer: null,
  }
}
