/** A request as our own code sends it. */
export interface HttpRequest {
  /** Any token of RFC 9110, `SEARCH` included. */
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** Milliseconds until the whole exchange is given up. */
  readonly timeLimitMs: number
  /** Bytes of the unpacked body; a longer one ends in `malformed_response`. */
  readonly maxBytes: number
  /** `same-origin-secrets`: follow, without `authorization` and `x-api-key` across origins. `refuse`: answer the 3xx as it is. */
  readonly redirects: 'same-origin-secrets' | 'refuse'
  readonly signal?: AbortSignal | undefined
}

/** An answer of any status: only a failure below HTTP throws. */
export interface HttpAnswer {
  readonly status: number
  readonly statusText: string
  /** In the order of arrival, names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Uint8Array
  /** Milliseconds from sending to the last byte. */
  readonly ms: number
  /** Where the answer came from, after redirects. */
  readonly url: string
}

/**
 * Sends one request. Throws `ExplorerError` with `network_unreachable`, `tls`, `timeout`, `cancelled`, or
 * `malformed_response` where the body is too large or breaks off.
 */
export type Http = (request: HttpRequest) => Promise<HttpAnswer>
