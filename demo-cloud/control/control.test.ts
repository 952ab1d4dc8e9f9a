import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type DemoCloud, startDemoCloud } from '../server.ts'
import { callAs, callWith, clientNamed, requestToken } from '../test-caller.ts'

let cloud: DemoCloud

beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 10 })
})
afterAll(() => cloud.close())
afterEach(async () => {
  await control('DELETE', '/faults')
  await control('DELETE', '/requests')
  await control('POST', '/clock', { shiftSeconds: 0 })
})

async function control(method: string, path: string, body?: unknown): Promise<Response> {
  const sent =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  return fetch(`${cloud.description.controlUrl}${path}`, { method, ...sent })
}

const faulty = async (answer: unknown, more: object = { host: 'api' }): Promise<void> => {
  expect((await control('POST', '/faults', { ...more, answer })).status).toBe(201)
}

describe('faults', () => {
  it.each([
    ['json', 'application/json; charset=utf-8', '{"message":"Service Unavailable"}'],
    ['text', 'text/plain; charset=utf-8', 'Service Unavailable\n'],
    ['html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['empty', null, ''],
  ])('answer with a status and a body of %s', async (body, type, start) => {
    const caller = await callAs(cloud.description, 'works')
    await faulty({ kind: 'status', status: 503, body })
    const response = await caller.fetch('/access')
    expect(response.status).toBe(503)
    expect(response.headers.get('content-type')).toBe(type)
    expect((await response.text()).startsWith(start)).toBe(true)
  })

  it('drop a connection', async () => {
    const caller = await callAs(cloud.description, 'works')
    await faulty({ kind: 'drop' })
    await expect(caller.fetch('/access')).rejects.toMatchObject({ cause: { code: expect.any(String) } })
  })

  it('cut an answer short', async () => {
    const caller = await callAs(cloud.description, 'works')
    await faulty({ kind: 'truncate' })
    const response = await caller.fetch('/access')
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
  })

  it('meet only what their rule says, and only as often', async () => {
    const caller = await callAs(cloud.description, 'works')
    const other = await callAs(cloud.description, 'works with awkward characters')
    await faulty({ kind: 'status', status: 500 }, { host: 'api', path: '/acc*', client: 'works', count: 2 })
    expect((await other.fetch('/access')).status).toBe(200)
    expect((await caller.fetch('/nowhere')).status).toBe(404)
    expect((await caller.fetch('/access')).status).toBe(500)
    expect((await caller.fetch('/access')).status).toBe(500)
    expect((await caller.fetch('/access')).status).toBe(200)
  })

  it('slow an answer down', async () => {
    const caller = await callAs(cloud.description, 'works')
    await control('POST', '/faults', { host: 'api', latencyMs: 150 })
    const start = performance.now()
    expect((await caller.fetch('/access')).status).toBe(200)
    expect(performance.now() - start).toBeGreaterThan(140)
  })

  it('reach the token endpoint too', async () => {
    await faulty({ kind: 'status', status: 502, body: 'html' }, { host: 'token', count: 1 })
    const client = clientNamed(cloud.description, 'works')
    expect((await requestToken(cloud.description, client)).status).toBe(502)
    expect((await requestToken(cloud.description, client)).status).toBe(200)
  })

  it('lead to another origin, which notes what came along', async () => {
    const caller = await callAs(cloud.description, 'works')
    await faulty({ kind: 'redirect' })
    const response = await caller.fetch('/access', { redirect: 'manual' })
    expect(response.status).toBe(307)
    const location = response.headers.get('location') ?? ''
    expect(new URL(location).origin).toBe(cloud.description.foreignOrigin)
    await fetch(location, { headers: { 'x-api-key': 'leaked' } })
    const { visits } = (await (await control('GET', '/foreign')).json()) as { visits: readonly object[] }
    expect(visits.at(-1)).toMatchObject({ path: '/api/access', apiKey: true, authorization: false })
    expect(JSON.stringify(visits)).not.toContain('leaked')
  })

  it('are refused where they make no sense', async () => {
    for (const body of [
      {},
      { answer: { kind: 'explode' } },
      { latencyMs: -1 },
      { host: 'moon', latencyMs: 1 },
    ]) {
      expect((await control('POST', '/faults', body)).status).toBe(400)
    }
  })
})

describe('tokens and time', () => {
  it('revokes the tokens of one client and leaves the others', async () => {
    const one = await callAs(cloud.description, 'works')
    const other = await callAs(cloud.description, 'works with awkward characters')
    await control('POST', '/revoke', { client: 'works' })
    expect((await one.fetch('/access')).status).toBe(401)
    expect((await other.fetch('/access')).status).toBe(200)
    expect((await (await callAs(cloud.description, 'works')).fetch('/access')).status).toBe(200)
  })

  it('expires access tokens and leaves refresh tokens good', async () => {
    const client = clientNamed(cloud.description, 'works')
    const first = (await (
      await requestToken(cloud.description, client, 'body', {
        grant_type: 'client_credentials',
        scope: 'openid offline_access',
      })
    ).json()) as { access_token: string; refresh_token: string }
    await control('POST', '/expire')
    expect((await callWith(cloud.description, client, first.access_token).fetch('/access')).status).toBe(401)
    const renewed = await requestToken(cloud.description, client, 'basic', {
      grant_type: 'refresh_token',
      refresh_token: first.refresh_token,
    })
    expect(renewed.status).toBe(200)
  })

  it('shifts the clock: old tokens end, new ones live, and answers carry the shifted time', async () => {
    const before = await callAs(cloud.description, 'works')
    await control('POST', '/clock', { shiftSeconds: 3600 })
    expect((await before.fetch('/access')).status).toBe(401)
    const after = await callAs(cloud.description, 'works')
    const response = await after.fetch('/access')
    expect(response.status).toBe(200)
    const { timestamp } = (await response.json()) as { timestamp: string }
    expect(Date.parse(timestamp) - Date.now()).toBeGreaterThan(3_500_000)
    expect(Date.parse(response.headers.get('date') ?? '') - Date.now()).toBeGreaterThan(3_500_000)
  })
})

describe('the request log', () => {
  it('counts by client, names headers and keeps no value of them', async () => {
    const client = clientNamed(cloud.description, 'works')
    const caller = await callAs(cloud.description, 'works')
    await Promise.all([caller.fetch('/access'), caller.fetch('/access'), caller.fetch('/nowhere')])
    const text = await (await control('GET', '/requests')).text()
    const { clients, requests } = JSON.parse(text)
    expect(clients[client.clientId]).toMatchObject({
      tokenRequests: 1,
      apiCalls: 3,
      grants: { client_credentials: 1 },
    })
    expect(requests.at(-1)).toMatchObject({ host: 'api', authorization: true, apiKey: true })
    expect(requests.at(-1).headerNames).toContain('x-api-key')
    for (const secret of [client.clientSecret, client.apiKey, caller.token])
      expect(text).not.toContain(secret)
  })

  it('counts a refused token request for the client that it claims to be', async () => {
    const client = clientNamed(cloud.description, 'wrong secret')
    await requestToken(cloud.description, client, 'basic')
    await requestToken(cloud.description, client, 'body')
    const { clients } = (await (await control('GET', '/requests')).json()) as {
      clients: Record<string, { tokenRequests: number }>
    }
    expect(clients[client.clientId]?.tokenRequests).toBe(2)
  })
})
