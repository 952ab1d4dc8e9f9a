import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DemoClient } from '../../../../../demo-cloud/description.ts'
import { type DemoCloud, startDemoCloud } from '../../../../../demo-cloud/server.ts'
import { type StarterLanguage, starterLanguages } from '../../../../shared/code.ts'
import type { Connection } from '../../../../shared/connection.ts'
import { type BuiltRequest, emptyRequest } from '../../../../shared/requests.ts'
import { aConnection } from '../../../api/testing/bench.ts'
import { redactText } from '../../../http/index.ts'
import { missingRuntime, runCode } from '../testing/runtimes.ts'
import { writeCode } from '../write-code.ts'

/** No multiple of the page size, so that the last page is short. */
const documents = 1234
let cloud: DemoCloud
let path: string

beforeAll(async () => {
  cloud = await startDemoCloud({ documents })
  path = await documentsPath()
})
afterAll(() => cloud.close())
beforeEach(async () => {
  for (const what of ['requests', 'faults', 'foreign']) await control('DELETE', `/${what}`)
})

async function control(method: string, at: string, body?: unknown): Promise<unknown> {
  const json = { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const answer = await fetch(`${cloud.description.controlUrl}${at}`, {
    method,
    ...(body === undefined ? {} : json),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${at}: ${answer.status} ${text}`)
  return text === '' ? null : JSON.parse(text)
}

function clientNamed(name: string): DemoClient {
  return cloud.description.clients.find(client => client.name === name) ?? expect.fail(`no client ${name}`)
}

function connectionOf(client: DemoClient, more: Partial<Connection> = {}): Connection {
  const { tokenUrl, apiBaseUrl } = cloud.description
  return { ...aConnection, clientId: client.clientId, tokenUrl, apiBaseUrl, ...more }
}

async function tokenRequestsOf(client: DemoClient): Promise<number> {
  const { clients } = (await control('GET', '/requests')) as {
    clients: Record<string, { tokenRequests: number }>
  }
  return clients[client.clientId]?.tokenRequests ?? 0
}

async function documentsPath(): Promise<string> {
  const client = clientNamed('works')
  const list: BuiltRequest = { ...emptyRequest, path: '/access' }
  const read = async (request: BuiltRequest): Promise<readonly { _id: string; name: string }[]> =>
    JSON.parse((await run('javascript', client, request)).stdout)
  const application = (await read(list)).find(({ name }) => name === 'Weighbridge network')?._id
  const collections = await read({ ...list, path: `/${application}/collections` })
  const collection = collections.find(({ name }) => name === 'weighings')?._id
  return `/${application}/collections/${collection}/documents`
}

/** Writes the starter of a request, and runs it with the credentials of a client in its environment. */
function run(
  language: StarterLanguage,
  client: DemoClient,
  request: BuiltRequest,
  more: Partial<Connection> = {},
): ReturnType<typeof runCode> {
  const written = writeCode(connectionOf(client, more), request, { form: 'starter', language }, redactText)
  return runCode(language, written, {
    WEIGHTRON_CLIENT_ID: client.clientId,
    WEIGHTRON_CLIENT_SECRET: client.clientSecret,
    WEIGHTRON_API_KEY: client.apiKey,
  })
}

/** The API of the cloud behind a limit of its own. */
async function givingAtMost(most: number): Promise<{ readonly apiBaseUrl: string; close(): void }> {
  const { origin, pathname } = new URL(cloud.description.apiBaseUrl)
  const server = createServer(async ({ url = '', headers }, response) => {
    const asked = new URL(url, origin)
    asked.searchParams.set('l', String(Math.min(most, Number(asked.searchParams.get('l')))))
    const credentials = {
      authorization: String(headers.authorization),
      'x-api-key': String(headers['x-api-key']),
    }
    const answer = await fetch(asked, { headers: credentials })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    apiBaseUrl: `http://127.0.0.1:${port}${pathname}`,
    close: () => void server.close(),
  }
}

const idsIn = (stdout: string): readonly string[] =>
  stdout
    .trim()
    .split('\n')
    .filter(line => line !== '')
    .map(line => (JSON.parse(line) as { _id: string })._id)

const list = (): BuiltRequest => ({
  ...emptyRequest,
  path,
  query: [
    { name: 'l', value: '300', on: true },
    { name: 'o', value: '0', on: true },
    { name: 'hidesystemflags', value: 'false', on: true },
  ],
})
const limit = { timeout: 30_000 }

describe.each(starterLanguages)('a complete starter in %s', language => {
  const missing = missingRuntime(language)
  const here = (skip: (when: boolean, why: string) => void): void => skip(missing !== null, missing ?? '')

  it('prints every document of several pages, with one token', limit, async ({ skip }) => {
    here(skip)
    const client = clientNamed('works')
    const { stdout, stderr, exitCode } = await run(language, client, list())
    expect({ exitCode, said: stderr.trim() }).toEqual({ exitCode: 0, said: `${documents} documents` })
    expect(new Set(idsIn(stdout)).size).toBe(documents)
    expect(await tokenRequestsOf(client)).toBe(1)
  })

  it('goes on where the server gives fewer than asked for', limit, async ({ skip }) => {
    here(skip)
    const server = await givingAtMost(250)
    try {
      const { apiBaseUrl } = server
      const { stdout, stderr } = await run(language, clientNamed('works'), list(), { apiBaseUrl })
      expect(stderr.trim()).toBe(`${documents} documents`)
      expect(new Set(idsIn(stdout)).size).toBe(documents)
    } finally {
      server.close()
    }
  })

  it('authenticates by Basic, with a secret that has to be encoded', limit, async ({ skip }) => {
    here(skip)
    const client = clientNamed('works with awkward characters')
    for (const clientAuthentication of ['basic', 'body'] as const) {
      const request = { ...emptyRequest, path: '/access' }
      const { stdout, stderr } = await run(language, client, request, { clientAuthentication })
      expect(stderr).toBe('')
      expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ name: 'Waage Nord' }))
    }
  })

  it('pages through a search with a body', limit, async ({ skip }) => {
    here(skip)
    const search: BuiltRequest = {
      ...list(),
      method: 'SEARCH',
      query: [{ name: 'l', value: '100', on: true }],
      body: {
        kind: 'json',
        text: '{\n  "filter": { "direction": "out" },\n  "sort": { "_id": 1 }\n}',
        fields: [],
      },
    }
    const client = clientNamed('works')
    const all = await run(language, client, { ...list(), path })
    const out = all.stdout.split('\n').filter(line => /"direction": ?"out"/.test(line))
    const { stdout, stderr } = await run(language, client, search)
    expect(stderr.trim()).toBe(`${out.length} documents`)
    expect(idsIn(stdout).length).toBe(out.length)
    expect(out.length).toBeGreaterThan(200)
  })

  it('says what was refused, and by whom', limit, async ({ skip }) => {
    here(skip)
    const wrong = await run(language, clientNamed('wrong secret'), list())
    expect(wrong.exitCode).toBe(1)
    expect(wrong.stderr).toMatch(/The token server refused: 401.*invalid_client/)
    const client = clientNamed('works')
    const refused = await run(language, { ...client, apiKey: 'another' }, list())
    expect(refused.exitCode).toBe(1)
    expect(refused.stderr).toMatch(/The API refused: 40[13]/)
    expect(refused.stderr).not.toContain(client.clientSecret)
  })

  it('asks for a token once more where one ended early', limit, async ({ skip }) => {
    here(skip)
    const client = clientNamed('works')
    await control('POST', '/faults', {
      host: 'api',
      count: 1,
      answer: { kind: 'status', status: 401, body: 'json' },
    })
    const { stderr } = await run(language, client, list())
    expect(stderr.trim()).toBe(`${documents} documents`)
    expect(await tokenRequestsOf(client)).toBe(2)
  })

  it('follows no redirect, so that another host sees nothing', limit, async ({ skip }) => {
    here(skip)
    await control('POST', '/faults', { host: 'api', answer: { kind: 'redirect' } })
    const { exitCode, stderr } = await run(language, clientNamed('works'), list())
    expect(exitCode).toBe(1)
    expect(stderr).toContain('307')
    expect(JSON.stringify(await control('GET', '/foreign'))).not.toContain('x-api-key')
  })

  it('gets a new token when the last one has ended', limit, async ({ skip }) => {
    here(skip)
    const brief = await startDemoCloud({ documents: 450, tokenLifetimeSeconds: 2 })
    const before = cloud
    try {
      cloud = brief
      await control('POST', '/faults', { host: 'api', path: '/*/documents', latencyMs: 600 })
      const client = clientNamed('works')
      const request = { ...list(), query: [{ name: 'l', value: '100', on: true }] }
      const { stdout, stderr } = await run(language, client, request)
      expect(stderr.trim()).toBe('450 documents')
      expect(new Set(idsIn(stdout)).size).toBe(450)
      expect(await tokenRequestsOf(client)).toBeGreaterThan(1)
    } finally {
      cloud = before
      await brief.close()
    }
  })
})

describe('a starter', () => {
  const write = (request: BuiltRequest, more: Partial<Connection> = {}): string =>
    writeCode(
      connectionOf(clientNamed('works'), more),
      request,
      { form: 'starter', language: 'python' },
      redactText,
    ).text

  it('asks for one answer where the answer is a number, and where a request writes', () => {
    const counted = { ...list(), query: [{ name: 'countonly', value: 'true', on: true }] }
    expect(write(counted)).not.toContain('PAGE_SIZE')
    expect(write({ ...list(), method: 'POST' })).not.toMatch(/PAGE_SIZE|may_renew=False/)
    expect(write(list())).toContain('PAGE_SIZE = 300')
  })

  it('is refused without the authorization of the connection, and without a token URL', () => {
    expect(() => write({ ...list(), authorization: false })).toThrow('authorization of the connection')
    expect(() => write({ ...list(), path: 'https://example.com/documents' })).toThrow('authorization')
    expect(() => write(list(), { tokenUrl: '', issuer: 'https://auth.example.com' })).toThrow('token URL')
  })
})
