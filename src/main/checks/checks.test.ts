import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createGrants } from '../auth/index.ts'
import { createChecks } from './index.ts'
import { json, type Script, secrets, startScripted } from './test-server.ts'

let parent: string
let folder: string
let closers: (() => Promise<void>)[]
beforeEach(async () => {
  closers = []
  parent = await mkdtemp(join(tmpdir(), 'checks-'))
  folder = join(parent, 'checks')
})
afterEach(async () => {
  await Promise.all(closers.map(close => close()))
  await rm(parent, { recursive: true })
})

async function start(script: Script = {}) {
  const scripted = await startScripted(script)
  closers.push(scripted.close)
  const { http, connection, origin } = scripted
  const grants = createGrants({ http, now: Date.now })
  const checks = createChecks({ http, grants, readCredentials: async () => secrets, folder })
  return { checks, connection, origin }
}

describe('Checks', () => {
  it('remember the check of a saved connection', async () => {
    const { checks, connection } = await start({ access: json(500, {}) })
    const report = await checks.run(connection)
    expect(report.connectionId).toBe(connection.id)
    const [summary] = await checks.history(connection.id)
    expect(summary).toMatchObject({ verdict: 'server_error', failingStep: 'access', at: report.startedAt })
    expect(await checks.latest()).toEqual({ [connection.id]: summary })
    expect((await readdir(folder)).toSorted()).toEqual([`${connection.id}.json`, 'last'])
    expect(await checks.last(connection.id)).toEqual(report)
    await checks.forget(connection.id)
    expect(await checks.latest()).toEqual({})
    expect(await readdir(folder)).toEqual(['last'])
    expect(await checks.last(connection.id)).toBeNull()
  })

  it.each([{ ephemeral: true }, { keepHistory: false }])(
    'of a connection with %o stay in memory',
    async change => {
      const { checks, connection } = await start()
      await checks.run({ ...connection, ...change })
      expect(await checks.history(connection.id)).toHaveLength(1)
      await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' })
    },
  )

  it('of a draft are not remembered', async () => {
    const { checks, connection } = await start()
    const report = await checks.runDraft(connection, async () => secrets)
    expect(report).toMatchObject({ verdict: 'works', connectionId: null })
    expect(await checks.latest()).toEqual({})
  })

  it('give their verdict even when it cannot be saved', async () => {
    await writeFile(folder, 'a file where the folder should be')
    const { checks, connection } = await start()
    const report = await checks.run(connection)
    expect(report.verdict).toBe('works')
    expect(report.notes.join()).toContain('The history of checks could not be saved')
  })

  it('name the last check that worked, once one fails', async () => {
    const { checks, connection } = await start()
    await checks.run(connection)
    const report = await checks.run({ ...connection, apiBaseUrl: 'http://127.0.0.1:1' })
    expect(report.verdict).toBe('api_unreachable')
    for (const message of Object.values(report.messages)) {
      expect(message).toContain('The last check that worked was on ')
    }
  })

  it('say that a host answered in place of the API, not that the key was refused', async () => {
    const other = await start({ access: json(401, { message: 'Invalid API key' }) })
    const { checks, connection } = await start({
      access: json(307, {}, { location: `${other.origin}/access` }),
    })
    const report = await checks.run(connection)
    expect(report.verdict).toBe('malformed_answer')
    expect(report.meaning).toContain(new URL(other.origin).host)
  })

  it('tell a failed secure connection from a host that cannot be reached', async () => {
    const { checks, connection, origin } = await start()
    const report = await checks.run({ ...connection, apiBaseUrl: origin.replace('http:', 'https:') })
    expect(report).toMatchObject({ verdict: 'tls_failed', failingStep: 'access' })
    expect(report.values).toEqual({ clientId: 'accepted', clientSecret: 'accepted', apiKey: 'not_tested' })
  })
})

describe('A refusal of the token request', () => {
  it.each([
    ['that names the client', json(401, { error: 'invalid_client' }), 'client_refused', 'refused the client'],
    [
      'that names the grant',
      json(400, { error: 'unauthorized_client' }),
      'client_refused',
      'the token request',
    ],
    [
      'by something that is no token endpoint',
      json(403, { message: 'no' }),
      'malformed_answer',
      'unexpected',
    ],
    ['at a wrong address', json(404, {}), 'malformed_answer', 'unexpected'],
    ['for too many requests', json(429, {}, { 'retry-after': '1' }), 'rate_limited', 'slow down'],
    ['by a fault', json(502, {}), 'server_error', 'has a problem'],
  ] as const)('%s is worded as what it is', async (_, token, verdict, words) => {
    const { checks, connection } = await start({ token })
    const report = await checks.run(connection)
    expect(report).toMatchObject({ verdict, failingStep: 'token' })
    expect(report.headline).toContain(words)
    expect(report.headline).toContain('token server')
  })
})
