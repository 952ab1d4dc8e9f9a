import type { Connection } from '../../shared/connection.ts'
import type { ApiRequest } from '../api-request/index.ts'
import type { HttpAnswer, HttpRequest } from '../http/index.ts'

/** A successful answer whose envelope was understood as far as it goes. */
export interface ApiAnswer {
  readonly answer: HttpAnswer
  readonly request: HttpRequest
  /** `timestamp` of the envelope; null where missing. */
  readonly timestamp: string | null
  /** `data` of the envelope; the whole body where there is no envelope. */
  readonly data: unknown
  /** Envelope keys beside the two known ones. */
  readonly extra: readonly (readonly [key: string, value: unknown])[]
}

/** Calls the API with the token of a connection; renews and retries once after a 401 of a safe method. */
export interface ApiClient {
  call(connection: Connection, request: ApiRequest, signal?: AbortSignal): Promise<ApiAnswer>
  /** The same, its body left unread: for those who read it elsewhere than in the main thread. */
  fetch(connection: Connection, request: ApiRequest, signal?: AbortSignal): Promise<HttpAnswer>
}
