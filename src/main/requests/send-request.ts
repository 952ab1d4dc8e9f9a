import { Readable } from 'node:stream'
import type { Connection } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { requestEffect } from '../../shared/request-effect.ts'
import {
  type BodyFile,
  type BuiltRequest,
  type RequestProgress,
  type SendingRules,
  type SentRequest,
  usualSending,
} from '../../shared/requests.ts'
import type { AccessToken, ReadCredentials, Tokens } from '../auth/index.ts'
import {
  type BodySource,
  createSecretScrubber,
  formatExchange,
  type HttpRequest,
  redactHeaders,
  redactUrl,
  type StreamedAnswer,
  type StreamHttp,
} from '../http/index.ts'
import type { BodyWriter, Responses } from '../responses/index.ts'
import { explainAnswer } from './explain-answer.ts'
import { type Outgoing, outgoingOf } from './outgoing.ts'
import { asksAgain, mayComeAgain, pauseBefore } from './retries.ts'

/** Bytes of one answer: what the disk of a usual machine takes without a thought. */
const maxAnswerBytes = 512 * 1024 * 1024
/** Milliseconds between two reports of how much has come. */
const reportEvery = 200

export interface SenderParts {
  readonly stream: StreamHttp
  readonly tokens: Pick<Tokens, 'get' | 'replace'>
  readonly readCredentials: ReadCredentials
  readonly responses: Responses
  /** Waits so many milliseconds; rejects when the signal aborts. */
  readonly delay: (ms: number, signal: AbortSignal | undefined) => Promise<unknown>
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

export interface SendOptions {
  /** A person said yes to what the request does. */
  readonly confirmed: boolean
  readonly signal?: AbortSignal | undefined
  readonly openFile: (file: BodyFile) => Promise<BodySource>
  readonly onProgress: (progress: Omit<RequestProgress, 'draftId'>) => void
}

/** A request that is ready but for token and API key, and how it is to be sent. */
interface Ready {
  readonly connection: Connection
  readonly outgoing: Outgoing
  readonly body: string | BodySource | undefined
  readonly rules: SendingRules
  readonly writes: boolean
}

/** What went out in one attempt, and what came back. */
interface Attempt {
  readonly request: HttpRequest
  readonly answer: StreamedAnswer
  readonly writer: BodyWriter
  /** Why only a part of the body came. */
  readonly brokeOff: ExplorerError | null
  readonly token: AccessToken | null
  readonly apiKey: string | null
}

/**
 * Sends a built request. An answer of any status is a success; throws `ExplorerError` where none came or where the
 * request may not be sent. After a 401 the token is replaced and a reading request sent once more.
 */
export function createSender(parts: SenderParts) {
  const { stream, tokens, readCredentials, responses, delay, now } = parts

  const attempt = async (
    ready: Ready,
    token: AccessToken | null,
    apiKey: string | null,
    { signal, onProgress }: SendOptions,
  ): Promise<Attempt> => {
    const secretHeaders = {
      ...(token === null ? {} : { authorization: `Bearer ${token.value}` }),
      ...(apiKey === null ? {} : { 'x-api-key': apiKey }),
    }
    const request: HttpRequest = { ...httpRequestOf(ready, secretHeaders), signal }
    const writer = await responses.open([token?.value ?? '', apiKey ?? ''])
    let bytes = 0
    let part = null as StreamedAnswer | null
    let reportedAt = Number.NEGATIVE_INFINITY
    onProgress({ phase: 'connecting', bytes: 0 })
    try {
      const answer = await stream(request, {
        sent: () => onProgress({ phase: 'waiting', bytes: 0 }),
        async write(piece) {
          bytes += piece.length
          if (now() - reportedAt >= reportEvery) {
            reportedAt = now()
            onProgress({ phase: 'receiving', bytes })
          }
          await writer.write(piece)
        },
        brokeOff(answer) {
          part = answer
        },
      })
      return { request, answer, writer, brokeOff: null, token, apiKey }
    } catch (error) {
      const isOurs = error instanceof ExplorerError && signal?.aborted !== true
      if (part !== null && bytes > 0 && isOurs)
        return { request, answer: part, writer, brokeOff: error, token, apiKey }
      await writer.drop()
      throw error
    }
  }

  /** Sends once, and once more where only the token was refused. */
  const exchange = async (
    ready: Ready,
    options: SendOptions,
  ): Promise<Attempt & { readonly tokenMs: number; readonly refusedMs: number | null }> => {
    const started = now()
    const { connection, writes } = ready
    const { adds, url } = ready.outgoing
    if (adds.token) options.onProgress({ phase: 'token', bytes: 0 })
    const [token, credentials] = await Promise.all([
      adds.token ? tokens.get(connection, options.signal) : null,
      adds.apiKey ? readCredentials(connection.id, options.signal) : null,
    ])
    const apiKey = credentials?.apiKey ?? null
    const tokenMs = now() - started
    const sentAt = now()
    const first = await attempt(ready, token, apiKey, options)
    const leftOrigin = new URL(first.answer.url).origin !== new URL(url).origin
    if (first.answer.status !== 401 || token === null || writes || leftOrigin) {
      return { ...first, tokenMs, refusedMs: null }
    }
    await first.writer.drop()
    const fresh = await tokens.replace(connection, token, options.signal)
    const refusedMs = now() - sentAt
    return { ...(await attempt(ready, fresh, apiKey, options)), tokenMs, refusedMs }
  }

  /** Tries again what only reads, as often as it was asked to. */
  const exchangePatiently = async (ready: Ready, options: SendOptions) => {
    const most = ready.writes ? 0 : ready.rules.retries
    for (let retried = 0; ; retried++) {
      let pause: number | null
      try {
        const done = await exchange(ready, options)
        const isFine = done.brokeOff === null && !asksAgain(done.answer.status)
        pause = pauseBefore(retried + 1, headerOf(done.answer, 'retry-after'), now())
        if (retried === most || isFine || pause === null) return { ...done, retried }
        await done.writer.drop()
      } catch (error) {
        pause = pauseBefore(retried + 1, '', now())
        if (retried === most || pause === null || !mayComeAgain(error)) throw error
      }
      options.onProgress({ phase: 'retrying', bytes: 0 })
      await delay(pause, options.signal)
    }
  }

  const send = async (
    connection: Connection,
    request: BuiltRequest,
    options: SendOptions,
  ): Promise<SentRequest> => {
    const outgoing = outgoingOf(connection, request)
    const { writes, warning } = requestEffect(request, connection.readOnly)
    if (warning !== null && !options.confirmed) {
      throw new ExplorerError('forbidden', 'This request was not confirmed.', { hint: warning })
    }
    const rules = request.sending ?? usualSending
    const sentBody = outgoing.file === null ? outgoing.body : await options.openFile(outgoing.file)
    const done = await exchangePatiently({ connection, outgoing, body: sentBody, rules, writes }, options)
    const { answer, token, apiKey } = done
    const scrub = createScrub([token?.value ?? '', apiKey ?? ''])
    const { request: sent, writer } = done
    const { apiBaseUrl } = connection
    const explain = async () =>
      explainAnswer({ request: sent, answer, head: await writer.head(), apiBaseUrl, scrub, now: now() })
    const explanation = await explain().catch(async (error: unknown) => {
      await writer.drop()
      throw error
    })
    const { responseId, body } = await writer.finish(headerOf(answer, 'content-type'))
    return {
      responseId,
      status: answer.status,
      statusText: scrub(answer.statusText),
      headers: redactHeaders(answer.headers).map(([name, value]) => [name, scrub(value)]),
      url: scrub(redactUrl(answer.url)),
      redirects: answer.redirects.map(({ status, url }) => ({ status, url: scrub(redactUrl(url)) })),
      timing: {
        token: done.tokenMs,
        refused: done.refusedMs,
        waiting: answer.waitingMs,
        download: answer.downloadMs,
        phases: answer.phases,
      },
      retried: done.retried,
      wireBytes: answer.wireBytes,
      body,
      sent: formatExchange(sent, null, scrub).request,
      withAuthorization: token !== null || apiKey !== null,
      explanation,
      brokeOff: done.brokeOff?.toData() ?? null,
      receivedAt: new Date(now()).toISOString(),
    }
  }

  return { send, preview }
}

/** What would go out, as HTTP text; in the places of token and API key stands that they were removed. */
function preview(connection: Connection, request: BuiltRequest): string {
  const outgoing = outgoingOf(connection, request)
  const { adds } = outgoing
  const added = {
    ...(adds.token ? { authorization: '-' } : {}),
    ...(adds.apiKey ? { 'x-api-key': '-' } : {}),
  }
  const { file } = outgoing
  const body =
    file === null ? outgoing.body : { name: file.name, bytes: file.bytes, open: () => Readable.from([]) }
  const rules = request.sending ?? usualSending
  return formatExchange(httpRequestOf({ connection, outgoing, body, rules, writes: false }, added), null)
    .request
}

function httpRequestOf(
  { connection, outgoing: { method, url, headers }, body, rules }: Ready,
  secretHeaders: Readonly<Record<string, string>>,
): HttpRequest {
  return {
    method,
    url,
    headers: {
      ...Object.fromEntries(headers.map(({ name, value }) => [name, value])),
      ...secretHeaders,
    },
    ...(body === undefined ? {} : { body }),
    timeLimitMs: (rules.timeLimitSeconds ?? connection.timeLimitSeconds) * 1000,
    maxBytes: maxAnswerBytes,
    redirects: rules.followRedirects ? 'same-origin-secrets' : 'refuse',
  }
}

/** Removes what was sent with this request, whatever its name. */
function createScrub(secrets: readonly string[]): (text: string) => string {
  const scrubber = createSecretScrubber()
  for (const secret of secrets) scrubber.know(secret)
  return scrubber.scrub
}

function headerOf(answer: StreamedAnswer, wanted: string): string {
  return answer.headers.find(([name]) => name === wanted)?.[1] ?? ''
}
