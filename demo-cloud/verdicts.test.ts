import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CLIENT_PLANS } from './clients.ts'
import type { DemoClient, DemoVerdict } from './description.ts'
import { type DemoCloud, startDemoCloud } from './server.ts'
import {
  type Answer,
  apiBaseUrlOf,
  type ClientAuthentication,
  clientNamed,
  requestToken,
} from './test-caller.ts'

/** Longer than the slow client needs, shorter than a test should take. */
const PATIENCE_MS = 4_500
const DAY_MS = 24 * 3600 * 1000

let cloud: DemoCloud

beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 100 })
})
afterAll(() => cloud.close())

/** How a fetch failed: refused, not trusted, timed out. */
function failure(error: unknown, unreachable: DemoVerdict): DemoVerdict {
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'timed_out'
  const cause = (error as { readonly cause?: { readonly code?: string } }).cause
  if (cause?.code === 'ECONNREFUSED') return unreachable
  if (cause?.code === 'DEPTH_ZERO_SELF_SIGNED_CERT') return 'tls_failed'
  throw error
}

async function answered(response: Response): Promise<Answer | undefined> {
  const text = await response.text()
  try {
    return JSON.parse(text) as Answer
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** The smallest honest access check: the first step that fails decides, then the worst application. */
async function check(client: DemoClient, how: ClientAuthentication): Promise<DemoVerdict> {
  let token: { readonly access_token?: string; readonly error?: string } | undefined
  try {
    token = (await answered(await requestToken(cloud.description, client, how))) as typeof token
  } catch (error) {
    return failure(error, 'token_server_unreachable')
  }
  if (token === undefined) return 'malformed_answer'
  if (token.error === 'invalid_client') return 'client_refused'
  if (token.error === 'invalid_scope') return 'scope_refused'

  const call = (path: string): Promise<Response> =>
    fetch(`${apiBaseUrlOf(cloud.description, client)}${path}`, {
      headers: { authorization: `Bearer ${token.access_token}`, 'x-api-key': client.apiKey },
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
  let access: Response
  try {
    access = await call('/access')
  } catch (error) {
    return failure(error, 'api_unreachable')
  }
  const answer = await answered(access)
  if (access.status === 401 || access.status === 403) {
    return /key/i.test(JSON.stringify(answer)) ? 'api_key_refused' : 'access_refused'
  }
  if (access.status === 429) return 'rate_limited'
  if (access.status >= 500) return 'server_error'
  if (answer === undefined) return 'malformed_answer'
  const applications = answer.data as readonly { readonly _id: string; readonly expiry: string }[]
  if (applications.length === 0) return 'no_applications'
  const opened = await Promise.all(applications.map(({ _id }) => call(`/${_id}`)))
  if (opened.some(response => !response.ok)) return 'application_refused'
  const days = applications.map(({ expiry }) => (Date.parse(expiry) - Date.now()) / DAY_MS)
  if (days.some(left => left < 0)) return 'expired'
  return days.some(left => left <= 30) ? 'expiring' : 'works'
}

describe('each client ends in the verdict that the description names', () => {
  const cases = CLIENT_PLANS.flatMap(({ name }) =>
    (['body', 'basic'] as const).map(how => [name, how] as const),
  )
  it.concurrent.each(cases)(
    '%s, with client authentication by %s',
    { timeout: 20_000 },
    async (name, how) => {
      const client = clientNamed(cloud.description, name)
      expect(await check(client, how)).toBe(client.verdict)
    },
  )
})

describe('the description', () => {
  it('gives every client a name of its own, and long random secrets and keys', () => {
    const { clients } = cloud.description
    expect(new Set(clients.map(client => client.name)).size).toBe(clients.length)
    for (const { clientSecret, apiKey } of clients) {
      expect(clientSecret).toMatch(/^[\x20-\x7e]{24,}$/)
      expect(apiKey).toMatch(/^[\x20-\x7e]{24,}$/)
    }
  })

  it('gives a scope only to the client whose scope is refused', () => {
    const scoped = cloud.description.clients.filter(client => client.scope !== undefined)
    expect(scoped.map(client => client.verdict)).toEqual(['scope_refused'])
  })

  it('has a working client whose secret and key need encoding', () => {
    const { clientSecret, apiKey } = clientNamed(cloud.description, 'works with awkward characters')
    for (const character of '+/=%&: ') {
      expect(clientSecret).toContain(character)
      expect(apiKey).toContain(character)
    }
  })
})
