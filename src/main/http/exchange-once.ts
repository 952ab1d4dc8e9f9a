import type { Dispatcher } from 'undici'
import { type ExchangePhases, startExchangeClock } from './exchange-times.ts'
import { BodyTooLarge, type FailureContext, failureOf } from './failures.ts'
import type { HttpRequest } from './types.ts'

export interface Outgoing {
  readonly url: URL
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: HttpRequest['body']
  readonly maxBytes: number
  readonly signal: AbortSignal
  readonly proxy: string | null
  /** For HEAD: whether the connection may be used again. Only where what follows on it can be repeated. */
  readonly keepsConnection?: boolean | undefined
  /** Asked when the head has come: takes the body piece by piece, or null to have it collected. */
  readonly openBody?: ((head: AnswerHead, phases: () => ExchangePhases) => BodySink | null) | undefined
  /** Told when the request is on the wire. */
  readonly onSent?: (() => void) | undefined
}

/** Takes a body as it comes over the wire. */
export interface BodySink {
  /** False when the sink has enough for now; then nothing more comes until `onDrain` was called. */
  write(bytes: Buffer, onDrain: () => void): boolean
  /** The body is complete. Resolves when all of it was taken; rejects when it could not be. */
  end(): Promise<void>
  /** The body will not be complete. */
  abort(reason: unknown): void
  /** Called when the sink gives up by itself. */
  onFailure(fail: (error: unknown) => void): void
}

/** The head of an answer. */
export interface AnswerHead {
  readonly status: number
  readonly statusText: string
  readonly headers: readonly (readonly [name: string, value: string])[]
}

/** One answer as it came over the wire: no redirect followed, nothing unpacked. */
export interface WireAnswer extends AnswerHead {
  /** Empty where a sink took it. */
  readonly body: Buffer
  readonly phases: ExchangePhases
}

/**
 * Sends one request and collects its answer. Rejects at once with the signal's reason when that aborts, even while
 * the request still waits for a connection, which undici's own `request` does not do.
 */
export function exchangeOnce(dispatcher: Dispatcher, outgoing: Outgoing): Promise<WireAnswer> {
  const { url, signal, maxBytes } = outgoing
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const clock = startExchangeClock()
    let controller: Dispatcher.DispatchController | undefined
    let head: AnswerHead | undefined
    let sink: BodySink | null = null
    const chunks: Buffer[] = []
    let size = 0

    const context = (): FailureContext => ({ url, proxy: outgoing.proxy, answered: head !== undefined })
    const settle = (finish: () => void) => {
      signal.removeEventListener('abort', onAbort)
      finish()
    }
    const fail = (error: unknown) => {
      sink?.abort(error)
      settle(() => reject(failureOf(error, context())))
    }
    const onAbort = () => {
      sink?.abort(signal.reason)
      settle(() => reject(signal.reason))
      controller?.abort(new Error('aborted'))
    }
    signal.addEventListener('abort', onAbort)

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started
        clock.started()
        outgoing.onSent?.()
        if (signal.aborted) started.abort(new Error('aborted'))
      },
      onResponseStart(started, status, headers, statusText) {
        if (status < 200) return
        clock.answered()
        head = { status, statusText: statusText ?? '', headers: headerList(started.rawHeaders, headers) }
        try {
          sink = outgoing.openBody?.(head, () => clock.phases()) ?? null
        } catch (error) {
          fail(error)
          return started.abort(new Error('body refused'))
        }
        sink?.onFailure(error => {
          fail(error)
          started.abort(new Error('body refused'))
        })
      },
      onResponseData(started, chunk) {
        if (sink !== null) {
          if (!sink.write(chunk, () => started.resume())) started.pause()
          return
        }
        size += chunk.length
        if (size <= maxBytes) {
          chunks.push(chunk)
          return
        }
        settle(() => reject(new BodyTooLarge(url, maxBytes)))
        started.abort(new Error('too large'))
      },
      onResponseEnd() {
        const answered = head
        if (answered === undefined) return fail(new Error('no head'))
        if (sink !== null) {
          sink
            .end()
            .then(
              () => settle(() => resolve({ ...answered, body: Buffer.alloc(0), phases: clock.phases() })),
              fail,
            )
          return
        }
        settle(() => resolve({ ...answered, body: Buffer.concat(chunks), phases: clock.phases() }))
      },
      onResponseError(_controller, error) {
        if (sink === null) return fail(error)
        // What has come is good: it is taken before the failure is told. Its own failures say less than that.
        sink.end().then(
          () => fail(error),
          () => fail(error),
        )
      },
    }
    try {
      dispatcher.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: outgoing.method,
          ...(outgoing.keepsConnection === true ? { reset: false } : {}),
          ...messageOf(outgoing),
        },
        handler,
      )
    } catch (error) {
      fail(error)
    }
  })
}

/** Headers and body as undici takes them; what is read while it is sent has its length announced. */
function messageOf({ headers, body }: Outgoing): Pick<Dispatcher.DispatchOptions, 'headers' | 'body'> {
  if (body === undefined || typeof body === 'string') return { headers, body: body ?? null }
  return { headers: { ...headers, 'content-length': String(body.bytes) }, body: body.open() }
}

/** Header values are bytes; latin1 keeps every one of them (RFC 9110 section 5.5). */
function headerList(
  raw: Dispatcher.DispatchController['rawHeaders'],
  parsed: Readonly<Record<string, string | string[] | undefined>>,
): readonly (readonly [string, string])[] {
  if (!Array.isArray(raw)) {
    return Object.entries(parsed).flatMap(([name, value]) =>
      [value ?? []].flat().map(text => [name.toLowerCase(), text] as const),
    )
  }
  const text = raw.map(part => (typeof part === 'string' ? part : part.toString('latin1')))
  const list: (readonly [string, string])[] = []
  for (let index = 0; index + 1 < text.length; index += 2) {
    list.push([(text[index] ?? '').toLowerCase(), text[index + 1] ?? ''])
  }
  return list
}
