import type { Connection } from '../../shared/connection.ts'
import type { AccessToken } from '../auth/index.ts'
import type { HttpRequest } from '../http/index.ts'

/** A call of the API below the base URL of a connection. */
export interface ApiRequest {
  readonly method: string
  /** Path segments below the base URL, not yet encoded. */
  readonly segments: readonly string[]
  /** Query parameters in order. */
  readonly query: readonly (readonly [name: string, value: string])[]
  /** Sent as JSON. */
  readonly body?: unknown
}

/** Builds the HTTP request of a call, with both headers that every call needs (fact sheet, section 3). */
export type BuildApiRequest = (
  connection: Connection,
  request: ApiRequest,
  token: AccessToken,
  apiKey: string,
  signal?: AbortSignal,
) => HttpRequest
