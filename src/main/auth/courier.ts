import type { CustomFetch } from 'openid-client'
import type { Http, HttpAnswer, HttpRequest } from '../http/index.ts'
import { forLibrary } from './token-answer.ts'
import type { ExchangeObserver } from './types.ts'

/** Bytes of an answer of the token server; tokens and discovery documents are a few thousand. */
const MOST_BYTES = 1_048_576

interface CourierOptions {
  readonly timeLimitSeconds: number
  readonly signal?: AbortSignal | undefined
  readonly observe?: ExchangeObserver | undefined
}

/** Carries the library's requests over our own client and remembers how the last one ended. */
export interface Courier {
  readonly fetch: CustomFetch
  /** The last answer, or what was thrown instead; both undefined before anything was sent. */
  readonly last: () => { readonly answer?: HttpAnswer; readonly failure?: unknown }
}

/**
 * Makes a courier for one grant. Redirects are never followed, and the library's own time limit and user agent give
 * way to ours. What happened is read from `last`, since the library wraps and rewords what it is given.
 */
export function createCourier(http: Http, options: CourierOptions): Courier {
  let last: { readonly answer?: HttpAnswer; readonly failure?: unknown } = {}
  const fetch: CustomFetch = async (url, { method, headers, body }) => {
    const { 'user-agent': _library, ...kept } = headers
    const request: HttpRequest = {
      method,
      url,
      headers: { ...kept, accept: 'application/json' },
      ...(body === undefined || body === null ? {} : { body: String(body) }),
      timeLimitMs: options.timeLimitSeconds * 1000,
      maxBytes: MOST_BYTES,
      redirects: 'refuse',
      signal: options.signal,
    }
    try {
      const answer = await http(request)
      last = { answer }
      options.observe?.(request, answer)
      return forLibrary(answer)
    } catch (failure) {
      last = { failure }
      options.observe?.(request, null)
      throw failure
    }
  }
  return { fetch, last: () => last }
}
