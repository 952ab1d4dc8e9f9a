import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type DemoCloud, startDemoCloud } from '../../../demo-cloud/server.ts'
import type { Connection } from '../../shared/connection.ts'
import type { Api } from './create-api.ts'
import type { Bench } from './testing/bench.ts'
import { createExplorer, type Explorer } from './testing/explorer.ts'

let cloud: DemoCloud
let explorer: Explorer
let api: Api
let bench: Bench
let connection: Connection

beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 1_000 })
  explorer = await createExplorer(cloud.description)
  ;({ api, bench, connection } = explorer)
})
afterEach(() => explorer.control('DELETE', 'faults'))
afterAll(async () => {
  await explorer.close()
  await cloud.close()
})

describe('answers that are not as they should be', () => {
  it('with 401 are asked for once more with a new token, unseen by the caller', async () => {
    const revoked = bench.connect('works')
    await api.applications(revoked, {})
    await explorer.control('POST', 'revoke', { client: 'works' })
    expect((await api.applications(revoked, {})).applications).toHaveLength(3)
    expect(bench.tokens.state(revoked).requests).toBe(2)
  })

  it('with 401 again are given up after one retry', async () => {
    const refused = bench.connect('works')
    await explorer.fault({ kind: 'status', status: 401, body: 'json' }, { client: 'works' })
    const ask = () =>
      expect(api.applications(refused, {})).rejects.toMatchObject({ code: 'access_refused', status: 401 })
    expect(await explorer.methodsOf(ask)).toEqual(['GET', 'GET'])
  })

  it.each([
    [{ kind: 'status', status: 200, body: 'html' }, { code: 'malformed_response' }],
    [{ kind: 'status', status: 200, body: 'empty' }, { code: 'malformed_response' }],
    [{ kind: 'status', status: 200, body: 'text' }, { code: 'malformed_response' }],
    [
      { kind: 'status', status: 502, body: 'html' },
      { code: 'server_error', retryable: true },
    ],
    [
      { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
      { code: 'rate_limited', hint: 'Try again in 7 seconds.' },
    ],
    [{ kind: 'drop' }, { code: 'network_unreachable' }],
    [{ kind: 'truncate' }, { code: 'malformed_response' }],
  ])('end in a clear error: %j', async (answer, expected) => {
    await explorer.fault(answer)
    const error: unknown = await api.applications(connection, {}).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject(expected)
    expect(JSON.stringify(error)).not.toContain(bench.clientNamed('works').apiKey)
  })

  it('from another origin never see the secrets', async () => {
    await explorer.fault({ kind: 'redirect' })
    // The other host answers everything; what it says does not matter here.
    await Promise.allSettled([api.applications(connection, {})])
    const { visits } = (await explorer.control('GET', 'foreign')) as { readonly visits: readonly object[] }
    expect(visits).toHaveLength(1)
    expect(visits[0]).toMatchObject({ authorization: false, apiKey: false })
  })
})
