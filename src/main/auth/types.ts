import type { ClientAuthentication, Connection } from '../../shared/connection.ts'
import type { TokenState } from '../../shared/token.ts'
import type { HttpAnswer, HttpRequest } from '../http/index.ts'

/** What a token request needs to know of a connection. */
export interface TokenTarget {
  readonly tokenUrl: string
  /** Used for discovery when `tokenUrl` is empty. */
  readonly issuer: string
  readonly clientId: string
  readonly scope: string
  readonly clientAuthentication: ClientAuthentication
  readonly timeLimitSeconds: number
}

/** The secrets of a connection, fetched for one use and not kept. */
export interface Credentials {
  readonly clientSecret: string
  readonly apiKey: string
}

/** Reads the secrets of a connection. Throws `keychain_unavailable`, `keychain_locked` or `invalid_input` (none stored). */
export type ReadCredentials = (connectionId: string, signal?: AbortSignal) => Promise<Credentials>

export interface AccessToken {
  readonly value: string
  readonly type: string
  /** Milliseconds since the epoch, by our clock. */
  readonly obtainedAt: number
  readonly expiresAt: number
  readonly lifetimeSeconds: number
  readonly scope: string | null
  readonly refreshToken: string | null
  readonly grant: 'client_credentials' | 'refresh_token'
}

/** Sees each exchange with the token server, for the access check; gets the messages as sent, so redact before showing. */
export type ExchangeObserver = (request: HttpRequest, answer: HttpAnswer | null) => void

/** One grant at the token server, nothing kept. */
export interface Grants {
  clientCredentials(
    target: TokenTarget,
    clientSecret: string,
    options?: { readonly signal?: AbortSignal | undefined; readonly observe?: ExchangeObserver },
  ): Promise<AccessToken>
  refresh(
    target: TokenTarget,
    clientSecret: string,
    refreshToken: string,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<AccessToken>
}

/** Tokens by connection: cached in memory, renewed early, one request at a time. */
export interface Tokens {
  /** A token that has not reached its early-renewal moment; asks for one where needed. */
  get(connection: Connection, signal?: AbortSignal): Promise<AccessToken>
  /** Called after a 401: gives a token other than the refused one, asking at most once for all who were refused. */
  replace(connection: Connection, refused: AccessToken, signal?: AbortSignal): Promise<AccessToken>
  state(connection: Connection): TokenState
  refresh(connection: Connection, signal?: AbortSignal): Promise<TokenState>
  forget(connection: Connection): TokenState
  /** Starts and stops renewal by itself while a connection is open. */
  open(connection: Connection): void
  close(connectionId: string): void
  /** The machine sleeps: no timer runs. Resuming renews what came due. */
  suspend(): void
  resume(): void
  /** Called with every change of state. */
  onChange(listener: (state: TokenState) => void): () => void
  dispose(): void
}
