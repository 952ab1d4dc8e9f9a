import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DemoClient } from '../../../demo-cloud/description.ts'
import { type DemoCloud, startDemoCloud } from '../../../demo-cloud/server.ts'
import type { CheckReport } from '../../shared/check.ts'
import {
  type ConnectionFields,
  clientAuthentications,
  emptyConnectionFields,
} from '../../shared/connection.ts'
import { type AccessToken, createGrants, type Grants } from '../auth/index.ts'
import { createHttp, type HttpClient } from '../http/index.ts'
import { type Checks, createChecks } from './index.ts'

/** Longer than the slow client takes for a step (3 s), far shorter than the limit in the app. */
const stepLimitMs = 4_500

let cloud: DemoCloud
let http: HttpClient
let checks: Checks
let folder: string
const tokens: AccessToken[] = []

beforeAll(async () => {
  cloud = await startDemoCloud({ documents: 100 })
  http = createHttp()
  folder = await mkdtemp(join(tmpdir(), 'checks-'))
  const real = createGrants({ http, now: Date.now })
  const grants: Grants = {
    ...real,
    clientCredentials: async (...input) => {
      const token = await real.clientCredentials(...input)
      tokens.push(token)
      return token
    },
  }
  const readCredentials = async () => {
    throw new Error('Drafts bring their own.')
  }
  checks = createChecks({ http, grants, readCredentials, folder, stepLimitMs })
})
afterAll(async () => {
  await http.close()
  await cloud.close()
  await rm(folder, { recursive: true })
})

function fieldsOf(client: DemoClient, clientAuthentication: 'body' | 'basic'): ConnectionFields {
  const { tokenUrl, apiBaseUrl } = cloud.description
  return {
    ...emptyConnectionFields,
    name: client.name,
    environment: 'custom',
    tokenUrl: client.tokenUrl ?? tokenUrl,
    apiBaseUrl: client.apiBaseUrl ?? apiBaseUrl,
    clientId: client.clientId,
    scope: client.scope ?? 'openid',
    clientAuthentication,
  }
}

function check(client: DemoClient, fields: ConnectionFields): Promise<CheckReport> {
  return checks.runDraft(fields, async () => client)
}

describe.each(clientAuthentications)('With client authentication %s', authentication => {
  it('every client of the demo cloud ends in its verdict, worded, and without a secret in the report', {
    timeout: 60_000,
  }, async () => {
    const { clients } = cloud.description
    const reports = await Promise.all(clients.map(client => check(client, fieldsOf(client, authentication))))
    const seen = clients.map((client, index) => [client.name, reports[index]?.verdict])
    expect(seen).toEqual(clients.map(client => [client.name, client.verdict]))

    const secrets = [
      ...clients.flatMap(client => [client.clientSecret, client.apiKey]),
      ...tokens.map(token => token.value),
    ]
    for (const report of reports) {
      const text = JSON.stringify(report)
      expect(
        secrets.filter(secret => text.includes(secret) || text.includes(encodeURIComponent(secret))),
      ).toEqual([])
      expect(report.headline).not.toBe('')
      expect(report.meaning).not.toBe('')
      expect(report.messages.forReseller).toContain(report.clientId)
      expect(report.messages.forReseller).toContain(' UTC')
      if (report.verdict === 'works') continue
      expect(report.causes.length).toBeGreaterThan(0)
      expect(report.advice.length).toBeGreaterThan(0)
    }
  })
})

describe('A connection that names an issuer', () => {
  it('is checked by discovery', async () => {
    const client = cloud.description.clients.find(({ name }) => name === 'works')
    if (client === undefined) throw new Error('The demo cloud has no client that works.')
    const fields = { ...fieldsOf(client, 'body'), tokenUrl: '', issuer: cloud.description.issuer }
    const report = await check(client, fields)
    expect(report.verdict).toBe('works')
    expect(report.steps[0]?.exchanges[0]?.request).toContain('/.well-known/openid-configuration')
  })
})
