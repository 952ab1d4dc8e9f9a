import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoCloud, startDemoCloud } from '../server.ts'
import { callAs, callWith, clientNamed, requestToken } from '../test-caller.ts'

interface TokenAnswer {
  readonly access_token: string
  readonly expires_in: number
  readonly token_type: string
  readonly refresh_token?: string
  readonly scope?: string
  readonly error?: string
}

let cloud: DemoCloud
let now = Date.now()

beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 10, tokenLifetimeSeconds: 300, now: () => now })
})
afterAll(() => cloud.close())

const grant = async (
  fields: Readonly<Record<string, string>>,
): Promise<{ status: number; body: TokenAnswer }> => {
  const client = clientNamed(cloud.description, 'works')
  const response = await requestToken(cloud.description, client, 'body', fields)
  return { status: response.status, body: (await response.json()) as TokenAnswer }
}

describe('the token endpoint', () => {
  it('is found by discovery', async () => {
    const response = await fetch(`${cloud.description.issuer}/.well-known/openid-configuration`)
    const metadata = (await response.json()) as { readonly issuer: string; readonly token_endpoint: string }
    expect(metadata.issuer).toBe(cloud.description.issuer)
    expect(metadata.token_endpoint).toBe(cloud.description.tokenUrl)
  })

  it('gives a bearer token of the lifetime that was asked for at the start', async () => {
    const { status, body } = await grant({ grant_type: 'client_credentials', scope: 'openid' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ expires_in: 300, token_type: 'Bearer', scope: 'openid' })
    expect(body.refresh_token).toBeUndefined()
  })

  it('takes a request without a scope', async () => {
    const { status, body } = await grant({ grant_type: 'client_credentials' })
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual(['access_token', 'expires_in', 'token_type'])
  })

  it('gives a refresh token with offline_access, which is good once', async () => {
    const { body } = await grant({ grant_type: 'client_credentials', scope: 'openid offline_access' })
    const refreshToken = body.refresh_token ?? ''
    const renewed = await grant({ grant_type: 'refresh_token', refresh_token: refreshToken })
    expect(renewed.status).toBe(200)
    expect(renewed.body.refresh_token).not.toBe(refreshToken)
    const again = await grant({ grant_type: 'refresh_token', refresh_token: refreshToken })
    expect(again).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  })

  it('refuses both client authentications at once', async () => {
    const client = clientNamed(cloud.description, 'works')
    const response = await requestToken(cloud.description, client, 'basic', {
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: client.clientSecret,
    })
    expect(response.status).toBe(400)
  })

  it('refuses a scope it does not know instead of dropping it', async () => {
    const answer = await grant({ grant_type: 'client_credentials', scope: 'openid profile' })
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_scope' } })
  })
})

describe('the API', () => {
  it('takes a token of either kind', async () => {
    const client = clientNamed(cloud.description, 'works')
    const first = await grant({ grant_type: 'client_credentials', scope: 'offline_access' })
    const second = await grant({ grant_type: 'refresh_token', refresh_token: first.body.refresh_token ?? '' })
    for (const { body } of [first, second]) {
      const response = await callWith(cloud.description, client, body.access_token).fetch('/access')
      expect(response.status).toBe(200)
    }
  })

  it('refuses a token once its lifetime has passed, and takes the next one', async () => {
    const before = await callAs(cloud.description, 'works')
    now += 299_000
    expect((await before.fetch('/access')).status).toBe(200)
    now += 2_000
    expect((await before.fetch('/access')).status).toBe(401)
    const after = await callAs(cloud.description, 'works')
    expect((await after.fetch('/access')).status).toBe(200)
  })

  it('wants both headers and says which one is missing', async () => {
    const url = `${cloud.description.apiBaseUrl}/access`
    const { token } = await callAs(cloud.description, 'works')
    expect((await fetch(url)).status).toBe(401)
    const withoutKey = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
    expect(withoutKey.status).toBe(403)
    expect(await withoutKey.json()).toMatchObject({ error: { code: 'missing_api_key' } })
  })
})
