import { ExplorerError } from '../../shared/errors.ts'
import { createDispatchers, trustedCertificates } from './dispatchers.ts'
import { exchangeOnce } from './exchange-once.ts'
import { cancelled, redirectRefused, timedOut } from './failures.ts'
import { type ProxyEnvironment, proxyFor, type ResolveProxy } from './proxy.ts'
import { type Hop, isAllowed, nextHop } from './redirects.ts'
import type { Http, HttpAnswer, HttpRequest } from './types.ts'
import { acceptedEncodings, unpack } from './unpack.ts'

const MOST_REDIRECTS = 10

export interface HttpOptions {
  /** Sent as `user-agent` where a request has none. */
  readonly userAgent?: string
  /** What the system says about proxies. */
  readonly resolveProxy?: ResolveProxy
  /** Where HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY are read; by default that of this process. */
  readonly environment?: ProxyEnvironment
  /** PEM certificates of the authorities that are trusted; by default those of the system and of Node. */
  readonly readCertificates?: () => readonly string[]
  /** Told when an exchange begins (1) and ends (-1), with the host that was asked first. */
  readonly onActivity?: (change: 1 | -1, host: string) => void
}

/** The sender of all requests. `close` drops every connection; requests under way fail. */
export type HttpClient = Http & { readonly close: () => Promise<void> }

/**
 * Makes the one sender of requests: https only but for this machine, redirects by our own rules, a time limit over
 * the whole exchange, a cap on the unpacked body, and failures as `ExplorerError`.
 */
export function createHttp(options: HttpOptions = {}): HttpClient {
  const dispatchers = createDispatchers(options.readCertificates ?? trustedCertificates)
  const environment = options.environment ?? process.env

  const follow = async (request: HttpRequest, first: Hop, signal: AbortSignal): Promise<HttpAnswer> => {
    const started = performance.now()
    let hop = first
    for (let redirects = 0; ; redirects++) {
      const proxy = await orAborted(proxyFor(hop.url, environment, options.resolveProxy), signal)
      const wire = await exchangeOnce(dispatchers.to(hop.url, proxy), {
        ...hop,
        maxBytes: request.maxBytes,
        signal,
        proxy: proxy?.host ?? null,
      })
      const header = (wanted: string) => wire.headers.find(([name]) => name === wanted)?.[1]
      const next = request.redirects === 'refuse' ? null : nextHop(hop, wire.status, header('location'))
      if (next === null) {
        const codings = header('content-encoding') ?? ''
        const body = await orAborted(unpack(wire.body, codings, hop.url, request.maxBytes), signal)
        return { ...wire, body, ms: performance.now() - started, url: hop.url.href }
      }
      if (redirects === MOST_REDIRECTS)
        throw redirectRefused(hop.url, `more than ${MOST_REDIRECTS} redirects`)
      hop = next
    }
  }

  const http: Http = async request => {
    const first = firstHop(request, options.userAgent)
    const stop = new AbortController()
    const cancel = () => stop.abort(cancelled())
    if (request.signal?.aborted === true) throw cancelled()
    request.signal?.addEventListener('abort', cancel)
    const timer = setTimeout(() => stop.abort(timedOut(first.url, request.timeLimitMs)), request.timeLimitMs)
    options.onActivity?.(1, first.url.host)
    try {
      return await follow(request, first, stop.signal)
    } finally {
      options.onActivity?.(-1, first.url.host)
      clearTimeout(timer)
      request.signal?.removeEventListener('abort', cancel)
    }
  }

  return Object.assign(http, { close: () => dispatchers.close() })
}

function firstHop(request: HttpRequest, userAgent: string | undefined): Hop {
  if (!URL.canParse(request.url) || !isAllowed(new URL(request.url))) {
    throw new ExplorerError('invalid_input', 'This address cannot be used.', {
      hint: 'Use https. Plain http is allowed for this machine only.',
    })
  }
  const given = new Set(Object.keys(request.headers).map(name => name.toLowerCase()))
  const headers = {
    ...request.headers,
    ...(given.has('accept-encoding') ? {} : { 'accept-encoding': acceptedEncodings }),
    ...(given.has('user-agent') || userAgent === undefined ? {} : { 'user-agent': userAgent }),
  }
  return { url: new URL(request.url), method: request.method, headers, body: request.body }
}

/** Waits for work that knows no signal, but not longer than the signal allows. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  let stop = () => {}
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop)
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
