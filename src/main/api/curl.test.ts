import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoCloud, startDemoCloud } from '../../../demo-cloud/server.ts'
import type { Connection } from '../../shared/connection.ts'
import type { View } from '../../shared/contract.ts'
import { emptyQuery } from '../../shared/documents.ts'
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
afterAll(async () => {
  await explorer.close()
  await cloud.close()
})

describe('curl commands', () => {
  const run = promisify(execFile)
  const shell = async (
    command: string,
    environment: Record<string, string>,
  ): Promise<{ data: unknown; access_token: string }> => {
    const { stdout } = await run('sh', ['-c', command], {
      env: { PATH: process.env.PATH ?? '', ...environment },
      maxBuffer: 64 * 1024 * 1024,
    })
    return JSON.parse(stdout)
  }
  const hasCurl = async (): Promise<boolean> => {
    try {
      await run('curl', ['--version'])
      return true
    } catch {
      return false
    }
  }

  it('work in a shell, for the token and for every view', async context => {
    if (!(await hasCurl())) context.skip('curl is not installed')
    const { clientSecret, apiKey } = bench.clientNamed('works')
    const secrets = { WEIGHTRON_CLIENT_SECRET: clientSecret }
    const token = api.curl(connection, { view: 'token', connectionId: connection.id }).text
    const basic = { ...connection, clientAuthentication: 'basic' as const }
    const tokenByBasic = api.curl(basic, { view: 'token', connectionId: connection.id }).text
    const { access_token } = await shell(token, secrets)
    expect(access_token).toMatch(/.{20,}/)
    expect((await shell(tokenByBasic, secrets)).access_token).toMatch(/.{20,}/)

    const input = await explorer.collection('weighings')
    const ids = { connectionId: connection.id, applicationId: input.applicationId }
    const { rows } = await api.documents(connection, { ...input, block: 0, fresh: false })
    const query = { ...emptyQuery, q: `'a"$HOME\`x\``, filter: `{"note": {"$ne": "it's {here} [1-2]"}}` }
    const views: readonly (readonly [View, (data: unknown) => boolean])[] = [
      [{ view: 'applications', connectionId: connection.id }, Array.isArray],
      [{ view: 'application', ...ids }, data => typeof data === 'object'],
      [{ view: 'collections', ...ids }, Array.isArray],
      [{ view: 'documents', ...ids, ...input }, data => Array.isArray(data) && data.length === 200],
      [
        { view: 'documents', ...ids, ...input, query: { ...query, q: '' } },
        data => Array.isArray(data) && data.length === 200,
      ],
      [{ view: 'documents', ...ids, ...input, query }, data => Array.isArray(data) && data.length === 0],
      [
        { view: 'document', ...ids, collectionId: input.collectionId, documentId: String(rows[0]?.id) },
        data => JSON.stringify(data).includes(String(rows[0]?.id)),
      ],
    ]
    for (const [view, isRight] of views) {
      const { text } = api.curl(connection, view)
      expect(text).not.toContain(apiKey)
      const { data } = await shell(text, { WEIGHTRON_TOKEN: access_token, WEIGHTRON_API_KEY: apiKey })
      expect([text, isRight(data)]).toEqual([text, true])
    }
  })

  it('carry extra headers, secret ones as variables', () => {
    const extraHeaders = [
      { name: 'X-Note', value: "it's" },
      { name: 'X-Proxy-Token', value: 'hidden' },
      { name: 'X-Empty', value: '' },
    ]
    const { text } = api.curl(
      { ...connection, extraHeaders },
      { view: 'applications', connectionId: connection.id },
    )
    expect(text).toContain("--header 'X-Note: it'\\''s'")
    expect(text).toContain(`--header 'X-Proxy-Token: '"$X_PROXY_TOKEN"`)
    expect(text).toContain("--header 'X-Empty;'")
    expect(text).not.toContain('hidden')
  })
})
