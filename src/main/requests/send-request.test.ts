import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Connection } from '../../shared/connection.ts'
import { type BuiltRequest, emptyRequest, type RequestProgress, usualSending } from '../../shared/requests.ts'
import { aConnection } from '../api/testing/bench.ts'
import type { AccessToken } from '../auth/index.ts'
import { createHttp, fileBody } from '../http/index.ts'
import { serve } from '../http/test-server.ts'
import { createResponses, type Responses } from '../responses/index.ts'
import { createSender, type SendOptions } from './send-request.ts'

const apiKey = 'key-of-the-connection'
const tokenNamed = (value: string): AccessToken => ({
  value,
  type: 'Bearer',
  obtainedAt: 0,
  expiresAt: 1e15,
  lifetimeSeconds: 300,
  scope: null,
  refreshToken: null,
  grant: 'client_credentials',
})

interface Seen {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/**
 * A sender with a token at hand, and a server that notes what it gets and answers as told. `keepsIn`: what the sender
 * sees of the place for bodies.
 */
async function aSender(
  answer: { status?: number; body?: string; headers?: Record<string, string> }[] = [],
  keepsIn: (responses: Responses) => Responses = responses => responses,
) {
  const seen: Seen[] = []
  const origin = await serve(async (request, response) => {
    const { method, url, headers } = request
    seen.push({ method, url, headers, body: await text(request) })
    const {
      status = 200,
      body = '{"data":[]}',
      headers: more = {},
    } = answer[seen.length - 1] ?? answer.at(-1) ?? {}
    response.writeHead(status, { 'content-type': 'application/json', ...more })
    response.end(body)
  })
  const folder = await mkdtemp(join(tmpdir(), 'sender-'))
  const http = createHttp({ environment: {} })
  const responses = createResponses({
    folder: join(folder, 'responses'),
    newId: randomUUID,
    startWorker: () => {
      throw new Error('Nobody searches here.')
    },
  })
  let tokens = 0
  const pauses: number[] = []
  const next = async (): Promise<AccessToken> => tokenNamed(`token-number-${++tokens}-of-the-connection`)
  const { send: sender } = createSender({
    stream: http.stream,
    tokens: { get: next, replace: next },
    readCredentials: async () => ({ clientSecret: 'never needed', apiKey }),
    responses: keepsIn(responses),
    delay: async ms => pauses.push(ms),
    now: Date.now,
  })
  onTestFinished(async () => {
    await http.close()
    await responses.dispose()
    await rm(folder, { recursive: true, force: true })
  })
  const connection: Connection = { ...aConnection, apiBaseUrl: `${origin}/v1`, readOnly: true }
  const progress: Omit<RequestProgress, 'draftId'>[] = []
  const send = (
    request: Partial<BuiltRequest>,
    options: Partial<SendOptions> = {},
    change: Partial<Connection> = {},
  ) =>
    sender(
      { ...connection, ...change },
      { ...emptyRequest, ...request },
      {
        confirmed: false,
        openFile: () => fileBody(join(folder, 'body.csv'), 'body.csv'),
        onProgress: report => progress.push(report),
        ...options,
      },
    )
  return { send, seen, origin, responses, progress, pauses, folder }
}

const json = (text: string): BuiltRequest['body'] => ({ kind: 'json', text, fields: [] })

describe('sending a built request', () => {
  it('drops the body where its head cannot be read', async () => {
    let drops = 0
    const { send } = await aSender([], responses => ({
      ...responses,
      async open(secrets) {
        const writer = await responses.open(secrets)
        const drop = async (): Promise<void> => {
          drops++
          await writer.drop()
        }
        return { ...writer, head: () => Promise.reject(new Error('EIO')), drop }
      },
    }))
    await expect(send({ path: '/a' })).rejects.toThrow('EIO')
    expect(drops).toBe(1)
  })

  it('goes with token and API key of the connection, which nothing that is shown tells', async () => {
    const { send, seen, progress } = await aSender()
    const sent = await send({
      method: 'SEARCH',
      path: '/a/b',
      query: [{ name: 'l', value: '1', on: true }],
      body: json('{}'),
    })
    expect(seen[0]).toMatchObject({ method: 'SEARCH', url: '/v1/a/b?l=1', body: '{}' })
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer token-number-1-of-the-connection',
      'x-api-key': apiKey,
      accept: 'application/json',
      'content-type': 'application/json',
    })
    expect(sent).toMatchObject({
      status: 200,
      withAuthorization: true,
      body: { kind: 'json' },
      explanation: null,
    })
    expect(sent.sent).toContain('SEARCH /v1/a/b?l=1 HTTP/1.1')
    expect(JSON.stringify(sent)).not.toMatch(/of-the-connection/)
    expect(progress.map(({ phase }) => phase)).toEqual(['token', 'connecting', 'waiting', 'receiving'])
  })

  it('leaves them out where that is switched off, or another host is asked', async () => {
    const own = await aSender()
    const other = await aSender()
    const extraHeaders = [{ name: 'x-extra', value: 'of this connection' }]
    await own.send({ authorization: false }, {}, { extraHeaders })
    const sent = await own.send({ path: `${other.origin}/anything` }, {}, { extraHeaders })
    for (const { headers } of [own.seen[0], other.seen[0]].filter(entry => entry !== undefined)) {
      expect(headers).not.toHaveProperty('authorization')
      expect(headers).not.toHaveProperty('x-api-key')
      expect(headers).not.toHaveProperty('x-extra')
    }
    expect(sent.withAuthorization).toBe(false)
  })

  it('leaves them behind when a redirect leads to another host', async () => {
    const other = await aSender()
    const own = await aSender([{ status: 307, headers: { location: `${other.origin}/there` } }])
    const sent = await own.send({})
    expect(other.seen[0]?.headers).not.toHaveProperty('authorization')
    expect(other.seen[0]?.headers).not.toHaveProperty('x-api-key')
    expect(sent).toMatchObject({ status: 200, url: `${other.origin}/there`, redirects: [{ status: 307 }] })
  })

  it('a typed header takes the place of the one of the connection', async () => {
    const { send, seen } = await aSender()
    await send({ headers: [{ name: 'X-API-Key', value: 'another key', on: true }] })
    expect(seen[0]?.headers['x-api-key']).toBe('another key')
    expect(seen[0]?.headers.authorization).toMatch(/^Bearer token-number-1/)
  })

  it('hides a key that the server sends back, in body and headers', async () => {
    const { send, responses } = await aSender([
      { body: JSON.stringify({ you: apiKey }), headers: { 'x-echo': apiKey, 'set-cookie': 'session=abc' } },
    ])
    const sent = await send({})
    expect(JSON.stringify(sent)).not.toMatch(/of-the-connection|session=abc/)
    const { lines } = await responses.lines(sent.responseId, 'raw', 0, 10)
    expect(lines[0]?.text).toBe(`{"you":"${'*'.repeat(apiKey.length)}"}`)
  })

  it('explains an error status, and gives its body all the same', async () => {
    const { send } = await aSender([{ status: 404, body: '{"message":"No such thing"}' }])
    const sent = await send({})
    expect(sent).toMatchObject({
      status: 404,
      explanation: { code: 'not_found', message: expect.stringContaining('No such thing') },
      body: { kind: 'json', lines: 1 },
    })
  })

  it('asks for another token after a 401 once, when it only reads', async () => {
    const reading = await aSender([{ status: 401 }, { status: 200 }])
    const sent = await reading.send({})
    expect(sent.status).toBe(200)
    expect(sent.timing.refused).not.toBeNull()
    expect((await reading.send({})).timing.refused).toBeNull()
    expect(reading.seen.slice(0, 2).map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-number-1-of-the-connection',
      'Bearer token-number-2-of-the-connection',
    ])
    const writing = await aSender([{ status: 401 }, { status: 200 }])
    expect((await writing.send({ method: 'POST' }, { confirmed: true })).status).toBe(401)
    expect(writing.seen).toHaveLength(1)
  })

  it('refuses to write until somebody says yes', async () => {
    const { send, seen } = await aSender()
    await expect(send({ method: 'PUT', body: json('{}') })).rejects.toMatchObject({ code: 'forbidden' })
    expect(seen).toHaveLength(0)
    expect((await send({ method: 'PUT', body: json('{}') }, { confirmed: true })).status).toBe(200)
    for (const method of ['PUT', 'DELETE']) {
      await expect(send({ method }, {}, { readOnly: false })).rejects.toMatchObject({ code: 'forbidden' })
    }
    const writable = { readOnly: false }
    expect((await send({ method: 'PUT' }, { confirmed: true }, writable)).status).toBe(200)
  })

  it('sends a form as a form', async () => {
    const { send, seen } = await aSender()
    const fields = [
      { name: 'a b', value: 'ü&', on: true },
      { name: 'off', value: '1', on: false },
    ]
    await send({ method: 'POST', body: { kind: 'form', text: '', fields } }, { confirmed: true })
    expect(seen[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(seen[0]?.body).toBe('a+b=%C3%BC%26')
  })

  it('sends a file that was chosen, with the type its name tells, and says so when it is gone', async () => {
    const { send, seen, folder } = await aSender()
    const file = { fileId: randomUUID(), name: 'body.csv', bytes: 4 }
    const request = { method: 'POST', body: { kind: 'file' as const, text: '', fields: [], file } }
    await expect(send(request, { confirmed: true })).rejects.toMatchObject({
      message: 'The file body.csv is no longer there.',
    })
    await writeFile(join(folder, 'body.csv'), 'a,b\n')
    const sent = await send(request, { confirmed: true })
    expect(seen).toHaveLength(1)
    expect(seen[0]).toMatchObject({ body: 'a,b\n', headers: { 'content-type': 'text/csv' } })
    expect(sent.sent).toContain('(4 bytes of body.csv, not shown)')
    const none = { ...request, body: { kind: 'file' as const, text: '', fields: [] } }
    await expect(send(none, { confirmed: true })).rejects.toMatchObject({
      message: 'No file was chosen as body.',
    })
  })

  it('tries again only what reads, and only when asked to', async () => {
    const answers = [{ status: 503 }, { status: 429, headers: { 'retry-after': '7' } }, { status: 200 }]
    const sending = { ...usualSending, retries: 2 }
    const patient = await aSender(answers)
    expect(await patient.send({ method: 'SEARCH', sending })).toMatchObject({ status: 200, retried: 2 })
    expect(patient.pauses).toEqual([500, 7000])
    expect(patient.progress.map(({ phase }) => phase)).toContain('retrying')
    const writing = await aSender(answers)
    const post = { method: 'POST', body: json('{}'), sending }
    expect(await writing.send(post, { confirmed: true })).toMatchObject({ status: 503, retried: 0 })
    const unasked = await aSender(answers)
    expect(await unasked.send({})).toMatchObject({ status: 503, retried: 0 })
  })

  it('waits until the date that the server names, and leaves a wait of more than 10 s to the person', async () => {
    const sending = { ...usualSending, retries: 3 }
    const named = (ms: number) => new Date(Date.now() + ms).toUTCString()
    const dated = await aSender([{ status: 503, headers: { 'retry-after': named(8000) } }, { status: 200 }])
    expect(await dated.send({ sending })).toMatchObject({ status: 200, retried: 1 })
    const [pause = 0] = dated.pauses
    expect(pause).toBeGreaterThan(4000)
    expect(pause).toBeLessThanOrEqual(8000)
    for (const asked of ['11', named(60_000)]) {
      const long = await aSender([{ status: 429, headers: { 'retry-after': asked } }, { status: 200 }])
      expect(await long.send({ sending })).toMatchObject({ status: 429, retried: 0 })
      expect(long.pauses).toEqual([])
    }
  })

  it('keeps to the rules of the request: no redirect followed, its own time limit', async () => {
    const { send, seen } = await aSender([{ status: 302, headers: { location: '/elsewhere' } }])
    const sent = await send({ sending: { ...usualSending, followRedirects: false } })
    expect(sent).toMatchObject({ status: 302, redirects: [] })
    expect(seen).toHaveLength(1)
    const silent = await serve(() => {})
    await expect(
      send({ path: `${silent}/`, sending: { ...usualSending, timeLimitSeconds: 1, retries: 3 } }),
    ).rejects.toMatchObject({ code: 'timeout', message: expect.stringContaining('within 1 second') })
  })

  it('tells the parts of the time it took', async () => {
    const { send } = await aSender()
    const { timing } = await send({})
    expect(timing.phases.connection).toMatchObject({ connect: expect.any(Number), tls: null })
    expect(timing.waiting).toBeGreaterThanOrEqual(timing.phases.firstByte)
  })

  it('says what cannot be sent before anything is', async () => {
    const { send, seen } = await aSender()
    await expect(send({ path: '/{ApplicationID}' })).rejects.toMatchObject({ hint: /ApplicationID/ })
    const bad = (name: string, value: string) => send({ headers: [{ name, value, on: true }] })
    await expect(bad('a b', '1')).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(bad('host', 'x')).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(bad('x', 'a\r\nb: c')).rejects.toMatchObject({ code: 'invalid_input' })
    expect(seen).toHaveLength(0)
  })

  it('can be cancelled', async () => {
    const origin = await serve(() => {})
    const { send } = await aSender()
    const stop = new AbortController()
    const onProgress = () => stop.abort()
    const sending = send({ path: `${origin}/` }, { signal: stop.signal, onProgress })
    await expect(sending).rejects.toMatchObject({ code: 'cancelled' })
  })
})
