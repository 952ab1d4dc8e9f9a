import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DemoClient } from '../../../demo-cloud/description.ts'
import { type DemoCloud, startDemoCloud } from '../../../demo-cloud/server.ts'
import { type Connection, clientAuthentications, emptyConnectionFields } from '../../shared/connection.ts'
import { createHttp } from '../http/index.ts'
import { createGrants } from './grants.ts'
import { createTokens } from './tokens.ts'

const http = createHttp({ environment: {} })
const clock = { now: Date.now, setTimeout: () => 0, clearTimeout: () => {} }
let cloud: DemoCloud

beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 10 })
})
afterAll(async () => {
  await http.close()
  await cloud.close()
})

function clientNamed(name: string): DemoClient {
  return cloud.description.clients.find(client => client.name === name) ?? expect.fail(`no client ${name}`)
}

function connectionFor(client: DemoClient, more: Partial<Connection> = {}): Connection {
  return {
    ...emptyConnectionFields,
    id: '22222222-2222-4222-8222-222222222222',
    name: client.name,
    clientId: client.clientId,
    tokenUrl: client.tokenUrl ?? cloud.description.tokenUrl,
    apiBaseUrl: client.apiBaseUrl ?? cloud.description.apiBaseUrl,
    scope: client.scope ?? 'openid',
    secretStorage: 'session',
    hasSecret: { clientSecret: true, apiKey: true },
    renewAutomatically: false,
    ephemeral: true,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...more,
  }
}

function tokensFor(client: DemoClient) {
  const grants = createGrants({ http, now: clock.now })
  return createTokens({ grants, readCredentials: async () => client, clock })
}

async function control(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const answer = await http({
    method,
    url: `${cloud.description.controlUrl}${path}`,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    timeLimitMs: 5000,
    maxBytes: 10_000_000,
    redirects: 'refuse',
  })
  return JSON.parse(new TextDecoder().decode(answer.body))
}

async function tokenRequests(client: DemoClient): Promise<number> {
  const { clients } = (await control('GET', '/requests')) as {
    clients: Record<string, { tokenRequests: number }>
  }
  return clients[client.clientId]?.tokenRequests ?? 0
}

async function statusOfCall(client: DemoClient, token: string): Promise<number> {
  const { apiBaseUrl } = cloud.description
  const headers = { authorization: `Bearer ${token}`, 'x-api-key': client.apiKey }
  const limits = { timeLimitMs: 5000, maxBytes: 1_000_000, redirects: 'refuse' } as const
  return (await http({ method: 'GET', url: `${apiBaseUrl}/access`, headers, ...limits })).status
}

beforeEach(async () => {
  await control('DELETE', '/requests')
  await control('DELETE', '/faults')
})

describe('at a real authorization server', () => {
  it('1,000 concurrent calls make one token request', async () => {
    const client = clientNamed('works')
    const tokens = tokensFor(client)
    const got = await Promise.all(Array.from({ length: 1000 }, () => tokens.get(connectionFor(client))))
    expect(new Set(got.map(token => token.value)).size).toBe(1)
    expect(await tokenRequests(client)).toBe(1)
  })

  it.each(clientAuthentications)(
    'awkward characters in the secret work by %s',
    async clientAuthentication => {
      const client = clientNamed('works with awkward characters')
      const token = await tokensFor(client).get(connectionFor(client, { clientAuthentication }))
      expect(token.lifetimeSeconds).toBe(300)
      expect(await statusOfCall(client, token.value)).toBe(200)
    },
  )

  it.each(clientAuthentications)(
    'a wrong secret is told from an unknown scope by %s',
    async clientAuthentication => {
      const wrong = clientNamed('wrong secret')
      await expect(
        tokensFor(wrong).get(connectionFor(wrong, { clientAuthentication })),
      ).rejects.toMatchObject({
        code: 'invalid_client',
      })
      const scope = clientNamed('unknown scope')
      await expect(
        tokensFor(scope).get(connectionFor(scope, { clientAuthentication })),
      ).rejects.toMatchObject({
        code: 'invalid_scope',
      })
    },
  )

  it('a token that the server revoked is replaced once for all who were refused', async () => {
    const client = clientNamed('works')
    const tokens = tokensFor(client)
    const connection = connectionFor(client)
    const refused = await tokens.get(connection)
    await control('POST', '/revoke', { client: client.name })
    expect(await statusOfCall(client, refused.value)).toBe(401)
    const replaced = await Promise.all(Array.from({ length: 20 }, () => tokens.replace(connection, refused)))
    expect(new Set(replaced.map(token => token.value)).size).toBe(1)
    expect(await statusOfCall(client, replaced[0]?.value ?? '')).toBe(200)
    expect(await tokenRequests(client)).toBe(2)
  })

  it('a refresh token is used, and gives way to a fresh grant when it is refused', async () => {
    const client = clientNamed('works')
    const tokens = tokensFor(client)
    const connection = connectionFor(client, { scope: 'openid offline_access' })
    expect((await tokens.get(connection)).refreshToken).not.toBeNull()
    expect(await tokens.refresh(connection)).toMatchObject({ grant: 'refresh_token', hasRefreshToken: true })
    expect(await statusOfCall(client, (await tokens.get(connection)).value)).toBe(200)
    await control('POST', '/revoke', { client: client.name })
    expect(await tokens.refresh(connection)).toMatchObject({ grant: 'client_credentials', requests: 4 })
    expect(await statusOfCall(client, (await tokens.get(connection)).value)).toBe(200)
  })

  it('the token URL is found by the issuer', async () => {
    const client = clientNamed('works')
    const connection = connectionFor(client, { tokenUrl: '', issuer: cloud.description.issuer })
    expect((await tokensFor(client).get(connection)).type).toBe('Bearer')
  })

  it('an empty scope is not sent', async () => {
    const client = clientNamed('works')
    expect((await tokensFor(client).get(connectionFor(client, { scope: '' }))).scope).toBeNull()
  })

  it.each([
    [{ kind: 'drop' }, 'network_unreachable'],
    [{ kind: 'truncate' }, 'malformed_response'],
    [{ kind: 'status', status: 200, body: 'html' }, 'malformed_response'],
    [{ kind: 'status', status: 503, body: 'html' }, 'server_error'],
    [{ kind: 'status', status: 429, body: 'empty' }, 'rate_limited'],
    [{ kind: 'redirect' }, 'malformed_response'],
  ])('%o in place of the answer ends in %s', async (answer, code) => {
    const client = clientNamed('works')
    await control('DELETE', '/foreign')
    await control('POST', '/faults', { host: 'token', client: client.name, answer })
    await expect(tokensFor(client).get(connectionFor(client))).rejects.toMatchObject({ code })
    expect(await control('GET', '/foreign')).toEqual({ visits: [] })
  })

  it('a server that is down, and one that never answers, are told apart', async () => {
    const down = clientNamed('token server down')
    await expect(tokensFor(down).get(connectionFor(down))).rejects.toMatchObject({
      code: 'network_unreachable',
    })
    const silent = clientNamed('token server hangs')
    const impatient = connectionFor(silent, { timeLimitSeconds: 0.2 })
    await expect(tokensFor(silent).get(impatient)).rejects.toMatchObject({ code: 'timeout' })
  })
})

describe('secrets on a redirect of the API', () => {
  it('do not reach the other origin', async () => {
    const client = clientNamed('works')
    const token = await tokensFor(client).get(connectionFor(client))
    await control('DELETE', '/foreign')
    await control('POST', '/faults', { host: 'api', path: '/access', answer: { kind: 'redirect' } })
    await http({
      method: 'GET',
      url: `${cloud.description.apiBaseUrl}/access`,
      headers: { authorization: `Bearer ${token.value}`, 'x-api-key': client.apiKey, 'x-tenant': 'a' },
      timeLimitMs: 5000,
      maxBytes: 1_000_000,
      redirects: 'same-origin-secrets',
    })
    const { visits } = (await control('GET', '/foreign')) as { visits: { headerNames: string[] }[] }
    expect(visits).toMatchObject([{ authorization: false, apiKey: false }])
    expect(visits[0]?.headerNames).not.toContain('x-tenant')
  })
})
