import { ExplorerError } from '../../shared/errors.ts'
import { createDispatchers, trustedCertificates } from './dispatchers.ts'
import { exchangeHead } from './exchange-head.ts'
import { type AnswerHead, exchangeOnce } from './exchange-once.ts'
import type { ExchangePhases } from './exchange-times.ts'
import { cancelled, redirectRefused, timedOut } from './failures.ts'
import { type ProxyEnvironment, proxyFor, type ResolveProxy } from './proxy.ts'
import { type Hop, isAllowed, nextHop } from './redirects.ts'
import { createStreamedBody } from './streamed-body.ts'
import type { BodyReceiver, Http, HttpAnswer, HttpRequest, StreamedAnswer, StreamHttp } from './types.ts'
import { acceptedEncodings, unpack } from './unpack.ts'

const MOST_REDIRECTS = 10
/** Bytes of the body of a redirect, which nobody reads. */
const MOST_REDIRECT_BYTES = 16 * 1024 * 1024

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
export type HttpClient = Http & { readonly stream: StreamHttp; readonly close: () => Promise<void> }

/**
 * Makes the one sender of requests: https only but for this machine, redirects by our own rules, a time limit over
 * the whole exchange, a cap on the unpacked body, and failures as `ExplorerError`.
 */
export function createHttp(options: HttpOptions = {}): HttpClient {
  const dispatchers = createDispatchers(options.readCertificates ?? trustedCertificates)
  const environment = options.environment ?? process.env

  /** Goes along the redirects; `send` sends a hop and says what comes next. */
  const follow = async <Answer>(
    first: Hop,
    signal: AbortSignal,
    send: (hop: Hop, proxy: URL | null) => Promise<Step<Answer>>,
  ): Promise<Answer> => {
    let hop = first
    for (let redirects = 0; ; redirects++) {
      const found = proxyFor(hop.url, environment, options.resolveProxy)
      const proxy = found instanceof Promise ? await orAborted(found, signal) : found
      const { answer, next } = await send(hop, proxy)
      if (next === null) return answer()
      if (redirects === MOST_REDIRECTS)
        throw redirectRefused(hop.url, `more than ${MOST_REDIRECTS} redirects`)
      hop = next
    }
  }

  const nextOf = (request: HttpRequest, hop: Hop, head: AnswerHead): Hop | null =>
    request.redirects === 'refuse' ? null : nextHop(hop, head.status, headerOf(head, 'location'))

  const collect = async (request: HttpRequest, first: Hop, signal: AbortSignal): Promise<HttpAnswer> => {
    const started = performance.now()
    return follow(first, signal, async (hop, proxy) => {
      const dispatcher = dispatchers.to(hop.url, proxy)
      const outgoing = { ...hop, maxBytes: request.maxBytes, signal, proxy: proxy?.host ?? null }
      const wire =
        hop.method === 'HEAD'
          ? await exchangeHead(dispatchers.toHead(hop.url, proxy), dispatcher, outgoing)
          : await exchangeOnce(dispatcher, outgoing)
      return {
        next: nextOf(request, hop, wire),
        answer: async () => {
          const codings = headerOf(wire, 'content-encoding') ?? ''
          // Most answers are small and come as they are; waiting for nothing adds up over a list of connections.
          const body =
            codings === ''
              ? wire.body
              : await orAborted(unpack(wire.body, codings, hop.url, request.maxBytes), signal)
          const { phases: _parts, ...head } = wire
          return { ...head, body, ms: performance.now() - started, url: hop.url.href }
        },
      }
    })
  }

  const streamTo =
    (receiver: BodyReceiver) =>
    async (request: HttpRequest, first: Hop, signal: AbortSignal): Promise<StreamedAnswer> => {
      const started = performance.now()
      const redirects: { status: number; url: string }[] = []
      return follow(first, signal, async (hop, proxy) => {
        const hopStarted = performance.now()
        let answeredAt = started
        let next: Hop | null = null
        const body = createStreamedBody({ url: hop.url, maxBytes: request.maxBytes, receiver, signal })
        let answered = null as (() => StreamedAnswer) | null
        const answerOf = (head: AnswerHead, phases: ExchangePhases): StreamedAnswer => ({
          ...head,
          waitingMs: answeredAt - started,
          downloadMs: performance.now() - answeredAt,
          // Before the first hop the proxy was looked for.
          phases: { ...phases, redirects: redirects.length === 0 ? 0 : hopStarted - started },
          url: hop.url.href,
          wireBytes: body.wireBytes(),
          redirects,
        })
        const exchange = exchangeOnce(dispatchers.to(hop.url, proxy), {
          ...hop,
          maxBytes: MOST_REDIRECT_BYTES,
          signal,
          proxy: proxy?.host ?? null,
          onSent: () => receiver.sent?.(),
          openBody: (head, phases) => {
            answeredAt = performance.now()
            next = nextOf(request, hop, head)
            answered = () => answerOf(head, phases())
            return next === null ? body.sink(headerOf(head, 'content-encoding') ?? '') : null
          },
        })
        try {
          const { body: _unused, phases, ...head } = await exchange
          if (next !== null) redirects.push({ status: head.status, url: hop.url.href })
          const whole = answerOf(head, phases)
          return { next, answer: () => whole }
        } catch (error) {
          if (answered !== null && next === null) receiver.brokeOff?.(answered())
          throw error
        }
      })
    }

  /** Runs an exchange under its time limit and the caller's signal. */
  const limited = async <Answer>(
    request: HttpRequest,
    run: (request: HttpRequest, first: Hop, signal: AbortSignal) => Promise<Answer>,
  ): Promise<Answer> => {
    const first = firstHop(request, options.userAgent)
    const stop = new AbortController()
    const cancel = () => stop.abort(cancelled())
    if (request.signal?.aborted === true) throw cancelled()
    request.signal?.addEventListener('abort', cancel)
    const timer = setTimeout(() => stop.abort(timedOut(first.url, request.timeLimitMs)), request.timeLimitMs)
    options.onActivity?.(1, first.url.host)
    try {
      return await run(request, first, stop.signal)
    } finally {
      options.onActivity?.(-1, first.url.host)
      clearTimeout(timer)
      request.signal?.removeEventListener('abort', cancel)
    }
  }

  const http: Http = request => limited(request, collect)
  const stream: StreamHttp = (request, receiver) => limited(request, streamTo(receiver))
  return Object.assign(http, { stream, close: () => dispatchers.close() })
}

/** An answer, and the request that follows if it is a redirect. */
interface Step<Answer> {
  readonly next: Hop | null
  readonly answer: () => Answer | Promise<Answer>
}

function headerOf(head: AnswerHead, wanted: string): string | undefined {
  return head.headers.find(([name]) => name === wanted)?.[1]
}

function firstHop(request: HttpRequest, userAgent: string | undefined): Hop {
  const url = URL.parse(request.url)
  if (url === null || !isAllowed(url)) {
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
  return { url, method: request.method, headers, body: request.body }
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
