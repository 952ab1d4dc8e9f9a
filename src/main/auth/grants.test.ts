import type { IncomingMessage, ServerResponse } from 'node:http'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { ExplorerError } from '../../shared/errors.ts'
import { createHttp, type Http } from '../http/index.ts'
import { serve, serveBytes } from '../http/test-server.ts'
import { createGrants } from './grants.ts'
import type { TokenTarget } from './types.ts'

const http = createHttp({ environment: {} })
afterAll(() => http.close())
const now = () => Date.UTC(2026, 0, 1)
const grants = createGrants({ http, now })
const secret = 'canary:s3cret+/ %&=é~*'

function target(tokenUrl: string, more: Partial<TokenTarget> = {}): TokenTarget {
  return {
    tokenUrl,
    issuer: '',
    clientId: 'client:id /1',
    scope: 'openid',
    clientAuthentication: 'body',
    timeLimitSeconds: 5,
    ...more,
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  incoming.setEncoding('utf8')
  let text = ''
  for await (const chunk of incoming) text += String(chunk)
  return text
}

function json(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(typeof value === 'string' ? value : JSON.stringify(value))
}

const plain = { access_token: 'opaque-token', token_type: 'Bearer', expires_in: 300 }

async function answering(status: number, value: unknown, headers: Record<string, string> = {}) {
  const url = await serve((_incoming, response) => json(response, status, value, headers))
  return grants.clientCredentials(target(url), secret)
}

async function failure(work: Promise<unknown>): Promise<ExplorerError> {
  const error: unknown = await work.then(
    () => expect.fail('it succeeded'),
    reason => reason,
  )
  if (!(error instanceof ExplorerError)) throw error
  return error
}

describe('a token request', () => {
  it('has the credentials in the body, form-encoded, and no Authorization header', async () => {
    let seen: readonly [string, string | undefined, string | undefined] = ['', '', '']
    const url = await serve(async (incoming, response) => {
      seen = [await bodyOf(incoming), incoming.headers.authorization, incoming.headers.accept]
      json(response, 200, plain)
    })
    await grants.clientCredentials(target(url), secret)
    expect(Object.fromEntries(new URLSearchParams(seen[0]))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client:id /1',
      client_secret: secret,
      scope: 'openid',
    })
    expect(seen.slice(1)).toEqual([undefined, 'application/json'])
  })

  it('has them form-encoded in the Basic header, and not in the body', async () => {
    let seen: readonly string[] = []
    const url = await serve(async (incoming, response) => {
      seen = [await bodyOf(incoming), incoming.headers.authorization ?? '']
      json(response, 200, plain)
    })
    await grants.clientCredentials(target(url, { clientAuthentication: 'basic' }), secret)
    const pair = Buffer.from(seen[1]?.replace('Basic ', '') ?? '', 'base64').toString()
    expect(pair.split(':').map(part => new URLSearchParams(`x=${part}`).get('x'))).toEqual([
      'client:id /1',
      secret,
    ])
    expect(seen[0]).not.toContain('client_secret')
  })

  it('has no scope where it is empty', async () => {
    let body = 'scope'
    const url = await serve(async (incoming, response) => {
      body = await bodyOf(incoming)
      json(response, 200, plain)
    })
    await grants.clientCredentials(target(url, { scope: '' }), secret)
    expect(body).not.toContain('scope')
  })

  it('is shown to the observer, answered or not', async () => {
    const seen: (number | null)[] = []
    const observe = (_request: unknown, answer: { status: number } | null) =>
      seen.push(answer?.status ?? null)
    const url = await serve((_incoming, response) => json(response, 400, {}))
    await failure(grants.clientCredentials(target(url), secret, { observe }))
    await failure(grants.clientCredentials(target('http://127.0.0.1:1/'), secret, { observe }))
    expect(seen).toEqual([400, null])
  })
})

describe('a token answer', () => {
  it('gives the token, counted from before it was asked for', async () => {
    expect(await answering(200, plain)).toEqual({
      value: 'opaque-token',
      type: 'Bearer',
      obtainedAt: now(),
      expiresAt: now() + 300_000,
      lifetimeSeconds: 300,
      scope: null,
      refreshToken: null,
      grant: 'client_credentials',
    })
  })

  it.each([
    ['status 201', 201, plain],
    ['a null refresh token', 200, { ...plain, refresh_token: null }],
    ['null scope and lifetime', 200, { ...plain, scope: null, expires_in: null }],
    ['a lower-case type', 200, { ...plain, token_type: 'bearer' }],
    ['no lifetime, taken as five minutes', 200, { access_token: 'opaque-token', token_type: 'Bearer' }],
    ['a lifetime in a string', 200, { ...plain, expires_in: '300' }],
    ['an id_token of whatever issuer', 200, { ...plain, id_token: 'e30.e30.e30' }],
  ])('is taken with %s', async (_name, status, value) => {
    expect(await answering(status, value)).toMatchObject({
      value: 'opaque-token',
      type: 'Bearer',
      lifetimeSeconds: 300,
      refreshToken: null,
    })
  })

  it('is taken with a list of scopes, and with a wrong content type', async () => {
    expect((await answering(200, { ...plain, scope: ['openid', 'x'] })).scope).toBe('openid x')
    expect((await answering(200, plain, { 'content-type': 'text/html' })).value).toBe('opaque-token')
  })

  it('of any JSON gives a token or an ExplorerError, and never another error', async () => {
    const field = fc.oneof(fc.jsonValue(), fc.string(), fc.double())
    const value = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          access_token: fc.oneof(fc.constant('token'), field),
          token_type: fc.oneof(fc.constant('bearer'), field),
          expires_in: field,
          refresh_token: field,
          scope: field,
          id_token: field,
          error: field,
        },
        { requiredKeys: [] },
      ),
    )
    await fc.assert(
      fc.asyncProperty(
        value,
        fc.constantFrom(200, 201, 204, 304, 302, 400, 401, 500),
        async (body, status) => {
          const canned: Http = async request => ({
            status,
            statusText: '',
            headers: [['content-type', 'application/json']],
            body: new TextEncoder().encode(JSON.stringify(body)),
            ms: 1,
            url: request.url,
          })
          const result = await createGrants({ http: canned, now })
            .clientCredentials(target('https://auth.example.com/token'), secret)
            .catch((error: unknown) => error)
          if (result instanceof Error) expect(result).toBeInstanceOf(ExplorerError)
          else {
            const { value: token, expiresAt } = result as { value: string; expiresAt: number }
            expect(token).toMatch(/^[\x21-\x7e]+$/)
            expect(new Date(expiresAt).toISOString()).toBeTruthy()
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('a refusal', () => {
  it.each([
    [401, { error: 'invalid_client' }, 'invalid_client', false],
    [400, { error: 'invalid_client' }, 'invalid_client', false],
    [401, {}, 'invalid_client', false],
    [400, { error: 'invalid_scope' }, 'invalid_scope', false],
    [400, { error: 'unauthorized_client' }, 'request_refused', false],
    [400, { error: 'invalid_request' }, 'request_refused', false],
    [404, '<h1>Not here</h1>', 'request_refused', false],
    [403, {}, 'request_refused', false],
    [429, {}, 'rate_limited', true],
    [500, '<h1>Oops</h1>', 'server_error', true],
    [503, { error: 'invalid_client' }, 'server_error', true],
    [200, '<h1>Sign in</h1>', 'malformed_response', false],
    [200, '', 'malformed_response', false],
    [200, { ...plain, access_token: 'a\nb' }, 'malformed_response', false],
    [200, { ...plain, token_type: 'mac' }, 'malformed_response', false],
  ] as const)('of %i %o is %s', async (status, value, code, retryable) => {
    const error = await failure(answering(status, value))
    expect(error).toMatchObject({ code, retryable })
    expect(error.hint).not.toBe('')
  })

  it('names the OAuth error', async () => {
    const error = await failure(
      answering(400, { error: 'unauthorized_client', error_description: 'no grant' }),
    )
    expect(error.message).toContain('unauthorized_client')
    expect(error.detail).toContain('no grant')
    expect(error.status).toBe(400)
  })

  it('of Basic is read from the challenge', async () => {
    const url = await serve((_incoming, response) => {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x", error="invalid_client"' })
      response.end()
    })
    const basic = target(url, { clientAuthentication: 'basic' })
    expect((await failure(grants.clientCredentials(basic, secret))).code).toBe('invalid_client')
  })

  it('says how long to wait where the server does', async () => {
    expect((await failure(answering(429, {}, { 'retry-after': '17' }))).hint).toContain('17 seconds')
  })

  it('of a redirect carries the credentials nowhere', async () => {
    const visits: string[] = []
    const other = await serve((incoming, response) => {
      visits.push(incoming.url ?? '')
      json(response, 200, plain)
    })
    const url = await serve((_incoming, response) => response.writeHead(307, { location: other }).end())
    expect((await failure(grants.clientCredentials(target(url), secret))).code).toBe('malformed_response')
    expect(visits).toEqual([])
  })

  it('keeps network codes', async () => {
    const at = (url: string, more: Partial<TokenTarget> = {}) =>
      failure(grants.clientCredentials(target(url, more), secret))
    expect((await at('http://127.0.0.1:1/')).code).toBe('network_unreachable')
    const silent = await serve(() => {})
    expect((await at(silent, { timeLimitSeconds: 0.05 })).code).toBe('timeout')
    const short = await serveBytes('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{')
    expect((await at(short)).code).toBe('malformed_response')
    const cancelled = grants.clientCredentials(target(silent), secret, { signal: AbortSignal.timeout(20) })
    expect((await failure(cancelled)).code).toBe('cancelled')
  })

  it('of our own is for http elsewhere and for missing values', async () => {
    const at = (changed: TokenTarget, value = secret) => failure(grants.clientCredentials(changed, value))
    expect((await at(target('http://example.com/token'))).code).toBe('invalid_input')
    expect((await at(target('https://example.com/token', { clientId: '' }))).code).toBe('invalid_input')
    expect((await at(target('https://example.com/token'), '')).code).toBe('invalid_input')
  })

  it.each(['body', 'basic'] as const)(
    'holds no secret, however the server echoes it (%s)',
    async authentication => {
      let sent = 'nothing'
      for (const status of [200, 302, 400, 401, 404, 429, 500]) {
        const url = await serve(async (incoming, response) => {
          const body = await bodyOf(incoming)
          const { authorization = '' } = incoming.headers
          sent = authorization.replace('Basic ', '')
          const echo = `${secret} ${encodeURIComponent(secret)} ${body} ${authorization} refresh-canary-token`
          const asJson = { error: 'invalid_request', error_description: echo, client_secret: secret }
          json(response, status, status === 404 ? echo : asJson, {
            'www-authenticate': `Basic error="${encodeURIComponent(secret)}"`,
          })
        })
        const to = target(url, { clientAuthentication: authentication })
        for (const work of [
          grants.clientCredentials(to, secret),
          grants.refresh(to, secret, 'refresh-canary-token'),
        ]) {
          const error = await failure(work)
          const everything = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error.toData())
          expect(everything).not.toContain('s3cret')
          if (authentication === 'basic') expect(everything).not.toContain(sent)
        }
        expect(inspect(await failure(grants.refresh(to, secret, 'refresh-canary-token')))).not.toContain(
          'refresh-canary',
        )
      }
    },
  )
})

describe('refreshing', () => {
  it('sends the refresh token and keeps it where no new one comes', async () => {
    let body = ''
    const url = await serve(async (incoming, response) => {
      body = await bodyOf(incoming)
      json(response, 200, plain)
    })
    const token = await grants.refresh(target(url), secret, 'old-refresh')
    expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'old-refresh',
    })
    expect(token).toMatchObject({ refreshToken: 'old-refresh', grant: 'refresh_token' })
  })
})

describe('discovery', () => {
  async function issuerWith(tokenEndpoint: (origin: string) => unknown) {
    let lookUps = 0
    const origin: string = await serve((incoming, response) => {
      if (incoming.method === 'POST') return json(response, 200, plain)
      lookUps++
      json(response, 200, { issuer: origin, token_endpoint: tokenEndpoint(origin) })
    })
    return { origin, lookUps: () => lookUps }
  }

  it('finds the token endpoint, once for an hour', async () => {
    let time = now()
    const own = createGrants({ http, now: () => time })
    const { origin, lookUps } = await issuerWith(at => `${at}/token`)
    const byIssuer = target('', { issuer: origin })
    expect((await own.clientCredentials(byIssuer, secret)).value).toBe('opaque-token')
    await own.clientCredentials(byIssuer, secret)
    expect(lookUps()).toBe(1)
    time += 3_600_001
    await own.clientCredentials(byIssuer, secret)
    expect(lookUps()).toBe(2)
  })

  it.each(['http://example.com/token', 'https://user:pass@example.com/token', '/token', undefined, 7])(
    'does not send credentials to %s',
    async endpoint => {
      const { origin } = await issuerWith(() => endpoint)
      const error = await failure(grants.clientCredentials(target('', { issuer: origin }), secret))
      expect(error.code).toBe('malformed_response')
    },
  )

  it('says so where there is nothing to discover, or another issuer answers', async () => {
    const missing = await serve((_incoming, response) => response.writeHead(404).end('no'))
    expect(await failure(grants.clientCredentials(target('', { issuer: missing }), secret))).toMatchObject({
      code: 'malformed_response',
      status: 404,
    })
    const other = await serve((_incoming, response) =>
      json(response, 200, { issuer: 'https://other.example' }),
    )
    expect((await failure(grants.clientCredentials(target('', { issuer: other }), secret))).code).toBe(
      'malformed_response',
    )
    const gone = target('', { issuer: 'http://127.0.0.1:1' })
    expect((await failure(grants.clientCredentials(gone, secret))).code).toBe('network_unreachable')
  })
})
