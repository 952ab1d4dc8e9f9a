import { schemeHandler, toAppUrl, toPageUrl } from './api/protocol.ts'
import { defaultSession } from './api/session.ts'
import { resourceType } from './api/web-request.ts'
import { devTools } from './browser.ts'
import { isDevToolsGone } from './chromium/pipe.ts'
import type { Protocol } from './chromium/protocol.ts'

type Paused = Protocol.Fetch.requestPausedPayload
type HeaderEntry = Protocol.Fetch.HeaderEntry
type HeaderMap = Record<string, string | string[]>

/** The page that a request comes from. */
export type RequestingPage = {
  readonly id: number
  readonly sessionId: string
  readonly mainFrameId: string
  /** Asks the app about a navigation; false when it was prevented. */
  allowsNavigation(paused: Paused): boolean
}

const LOOPBACK = /^(https?|wss?):\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?([/?#]|$)/

/**
 * Answers one paused request: asks the app (navigation events, `session.webRequest`), then lets its protocol
 * handler answer, lets loopback through and refuses the rest.
 */
export async function answerRequest(page: RequestingPage, paused: Paused): Promise<void> {
  const { requestId, responseStatusCode, responseErrorReason } = paused
  const send = devTools().send
  const fail = (errorReason: Protocol.Network.ErrorReason): Promise<unknown> =>
    send('Fetch.failRequest', { requestId, errorReason }, page.sessionId)
  try {
    if (responseErrorReason !== undefined) await fail(responseErrorReason)
    else if (responseStatusCode !== undefined) await continueResponse(page, paused, responseStatusCode)
    else await answerNewRequest(page, paused, fail)
  } catch (error) {
    if (isDevToolsGone(error)) return
    process.stderr.write(`electron stand-in: ${toAppUrl(paused.request.url)}: ${String(error)}\n`)
    await fail('Failed').catch(() => {}) // The page may have gone meanwhile.
  }
}

async function answerNewRequest(
  page: RequestingPage,
  paused: Paused,
  fail: (reason: Protocol.Network.ErrorReason) => Promise<unknown>,
): Promise<unknown> {
  const { request, requestId } = paused
  const { observers } = defaultSession
  if (paused.resourceType === 'Document' && !page.allowsNavigation(paused)) return fail('Aborted')
  // Chromium asks for it on its own account; Electron never does.
  if (request.url.endsWith('/favicon.ico') && paused.resourceType === 'Other') return fail('BlockedByClient')

  const before = await observers.ask('onBeforeRequest', describe(page, paused))
  if (before.cancel) return fail('BlockedByClient')
  if (before.redirectURL !== undefined) {
    const location = [{ name: 'location', value: toPageUrl(before.redirectURL) }]
    return fulfill(page, { requestId, responseCode: 307, responseHeaders: location })
  }
  const sending = await observers.ask('onBeforeSendHeaders', {
    ...describe(page, paused),
    requestHeaders: request.headers,
  } as never)
  if (sending.cancel) return fail('BlockedByClient')
  const headers = flatten(sending.requestHeaders ?? request.headers)

  const handler = schemeHandler(toAppUrl(request.url))
  if (handler) return answerFromApp(page, paused, headers, handler, fail)
  if (/^(https?|wss?):/.test(request.url) && !LOOPBACK.test(request.url)) {
    process.stderr.write(`electron stand-in: refused ${request.url}: only loopback is reached\n`)
    return fail('InternetDisconnected')
  }
  return devTools().send(
    'Fetch.continueRequest',
    {
      requestId,
      ...(sending.requestHeaders ? { headers } : {}),
      interceptResponse: observers.has('onHeadersReceived'),
    },
    page.sessionId,
  )
}

async function answerFromApp(
  page: RequestingPage,
  paused: Paused,
  headers: readonly HeaderEntry[],
  handler: (request: Request) => Response | Promise<Response>,
  fail: (reason: Protocol.Network.ErrorReason) => Promise<unknown>,
): Promise<unknown> {
  const { request, requestId } = paused
  const entries = request.postDataEntries ?? []
  const body =
    entries.length > 0 ? Buffer.concat(entries.map(entry => Buffer.from(entry.bytes ?? '', 'base64'))) : null
  const response = await handler(
    new Request(toAppUrl(request.url), {
      method: request.method,
      headers: headers.map(({ name, value }) => [name, value]),
      body,
    }),
  )
  const received = await defaultSession.observers.ask('onHeadersReceived', {
    ...describe(page, paused),
    statusCode: response.status,
    statusLine: `HTTP/1.1 ${response.status} ${response.statusText}`,
    responseHeaders: toLists([...response.headers].map(([name, value]) => ({ name, value }))),
  } as never)
  if (received.cancel) return fail('BlockedByClient')
  return fulfill(page, {
    requestId,
    responseCode: response.status,
    responseHeaders: received.responseHeaders
      ? flatten(received.responseHeaders)
      : [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  })
}

async function continueResponse(page: RequestingPage, paused: Paused, responseCode: number): Promise<void> {
  const { requestId, responseHeaders = [] } = paused
  const received = await defaultSession.observers.ask('onHeadersReceived', {
    ...describe(page, paused),
    statusCode: responseCode,
    statusLine: `HTTP/1.1 ${responseCode} ${paused.responseStatusText ?? ''}`,
    responseHeaders: toLists(responseHeaders),
  } as never)
  if (received.cancel) {
    await devTools().send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }, page.sessionId)
    return
  }
  const changed = received.responseHeaders
    ? { responseCode, responseHeaders: flatten(received.responseHeaders) }
    : {}
  await devTools().send('Fetch.continueResponse', { requestId, ...changed }, page.sessionId)
}

function fulfill(page: RequestingPage, answer: Protocol.Fetch.fulfillRequestParameters): Promise<unknown> {
  return devTools().send('Fetch.fulfillRequest', answer, page.sessionId)
}

function describe(page: RequestingPage, { request, requestId, resourceType: type, frameId }: Paused) {
  return {
    id: Number(requestId.replace(/\D/g, '')),
    url: toAppUrl(request.url),
    method: request.method,
    webContentsId: page.id,
    resourceType: resourceType(type, frameId === page.mainFrameId),
    referrer: request.headers.Referer ?? '',
    timestamp: Date.now(),
  }
}

function flatten(headers: HeaderMap): HeaderEntry[] {
  return Object.entries(headers).flatMap(([name, values]) => [values].flat().map(value => ({ name, value })))
}

function toLists(headers: readonly HeaderEntry[]): Record<string, string[]> {
  const lists: Record<string, string[]> = {}
  for (const { name, value } of headers) lists[name] = [...(lists[name] ?? []), value]
  return lists
}
