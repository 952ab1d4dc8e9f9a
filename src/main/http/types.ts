import type { Readable } from 'node:stream'
import type { ExchangePhases } from './exchange-times.ts'

/** A body that is read while it is sent. */
export interface BodySource {
  /** For people. */
  readonly name: string
  readonly bytes: number
  /** Anew for each time it is sent: a redirect may want it again. */
  open(): Readable
}

/** A request as our own code sends it. */
export interface HttpRequest {
  /** Any token of RFC 9110, `SEARCH` included. */
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | BodySource
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

/** An answer whose body went elsewhere, piece by piece. */
export interface StreamedAnswer extends Omit<HttpAnswer, 'body' | 'ms'> {
  /** Milliseconds from sending to the head of the answer, and from there to its last byte. */
  readonly waitingMs: number
  readonly downloadMs: number
  /** Parts of the waiting: redirects, then those of the exchange that led to the answer. */
  readonly phases: ExchangePhases & { readonly redirects: number }
  /** Bytes of the body on the wire. */
  readonly wireBytes: number
  /** Redirects that were followed, in order. */
  readonly redirects: readonly { readonly status: number; readonly url: string }[]
}

/** Takes the unpacked body of an answer. */
export interface BodyReceiver {
  /** The next bytes, in order. The rest waits until the promise resolves; a rejection ends the exchange with it. */
  write(bytes: Uint8Array): Promise<void>
  /** The request is on the wire; now the answer is waited for. */
  sent?(): void
  /** What was written until now is all there will be of this answer. The exchange fails next. */
  brokeOff?(answer: StreamedAnswer): void
}

/**
 * Sends one request and hands the unpacked body on as it comes, so that its size costs no memory here. Fails as
 * `Http` does; what was written until then is the receiver's to drop.
 */
export type StreamHttp = (request: HttpRequest, receiver: BodyReceiver) => Promise<StreamedAnswer>
