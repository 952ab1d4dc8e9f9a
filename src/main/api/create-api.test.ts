import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type DemoCloud, startDemoCloud } from '../../../demo-cloud/server.ts'
import type { Connection } from '../../shared/connection.ts'
import type { View } from '../../shared/contract.ts'
import { emptyQuery } from '../../shared/documents.ts'
import { type Api, createApi } from './create-api.ts'
import { maskText } from './masking.ts'
import type { DocumentsOf } from './selection.ts'
import { type Bench, createBench } from './testing/bench.ts'

const size = 100_000
let cloud: DemoCloud
let bench: Bench
let api: Api
let folder = ''
let connection: Connection

beforeAll(async () => {
  cloud = await startDemoCloud({ documents: size })
  bench = createBench(cloud.description)
  folder = await mkdtemp(join(tmpdir(), 'api-'))
  connection = bench.connect('works')
  api = apiOf(bench)
})
afterEach(() => control('DELETE', 'faults'))
afterAll(async () => {
  await bench.close()
  await cloud.close()
  await rm(folder, { recursive: true, force: true })
})

const apiOf = ({ client }: Bench): Api =>
  createApi({ client, now: Date.now, queriesFolder: join(folder, 'queries'), queryLimit: () => 30 })

const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
  const response = await fetch(`${cloud.description.controlUrl}/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  return response.json()
}
const fault = (answer: unknown, more: object = {}) =>
  control('POST', 'faults', { host: 'api', answer, ...more })

async function applicationId(name: RegExp, on: Connection = connection): Promise<string> {
  const { applications } = await api.applications(on, {})
  const found = applications.find(application => name.test(application.name))
  if (found === undefined)
    throw new Error(`No application ${name} in ${applications.map(entry => entry.name)}`)
  return found.id
}

async function collection(name: string, application = /weigh/i): Promise<DocumentsOf> {
  const id = await applicationId(application)
  const { collections } = await api.collections(connection, { applicationId: id })
  const found = collections.find(entry => entry.name === name)
  if (found === undefined) throw new Error(`No collection ${name} in ${collections.map(entry => entry.name)}`)
  return { applicationId: id, collectionId: found.id, query: emptyQuery }
}

/** The collection of that name, in whichever application it is. */
async function anywhere(name: string): Promise<DocumentsOf> {
  const { applications } = await api.applications(connection, {})
  for (const { id } of applications) {
    const { collections } = await api.collections(connection, { applicationId: id })
    const found = collections.find(entry => entry.name === name)
    if (found !== undefined) return { applicationId: id, collectionId: found.id, query: emptyQuery }
  }
  throw new Error(`No collection ${name}`)
}

describe('applications and collections', () => {
  it('are listed with what is known of them', async () => {
    const { applications, odd, meta } = await api.applications(connection, {})
    expect(applications).toHaveLength(3)
    expect(odd).toBeNull()
    expect(applications[0]?.company).toContain('Aldermoor')
    expect(applications[0]?.expiresInDays).toBeGreaterThan(30)
    expect(meta).toMatchObject({ method: 'GET', status: 200, url: `${connection.apiBaseUrl}/access` })
    expect(meta.bytes).toBeGreaterThan(100)
  })

  it('open to details with masked parameters, one of which can be revealed', async () => {
    const id = await applicationId(/./)
    const detail = await api.application(connection, { applicationId: id })
    const parameters = detail.fields.find(field => field.key === 'parameters')?.children ?? []
    const leaf = parameters.find(field => field.masked)
    if (leaf === undefined) throw new Error('The demo application has no parameter at the top')
    const { value } = await api.revealParameter(connection, {
      applicationId: id,
      path: ['parameters', leaf.key],
    })
    expect(value.text).not.toContain(maskText)
    expect(value.text.length).toBeGreaterThan(1)
    expect(JSON.stringify(detail)).toContain(maskText)
    if (value.text.length > 6) expect(JSON.stringify(detail)).not.toContain(value.text)
    const gone = api.revealParameter(connection, { applicationId: id, path: ['parameters', 'no such'] })
    await expect(gone).rejects.toMatchObject({ code: 'not_found' })
  })

  it('that the token cannot open are refused with a reason', async () => {
    const refused = bench.connect('a role that opens nothing')
    const id = await applicationId(/./, refused)
    await expect(api.application(refused, { applicationId: id })).rejects.toMatchObject({
      code: 'forbidden',
      status: 403,
    })
  })

  it('are refused for a wrong API key, named as such', async () => {
    await expect(api.applications(bench.connect('wrong API key'), {})).rejects.toMatchObject({
      code: 'api_key_refused',
    })
  })
})

describe('documents', () => {
  it('come in blocks to the end of 100,000', async () => {
    const input = await collection('weighings')
    expect(await api.count(connection, input)).toEqual({ count: size })
    const first = await api.documents(connection, { ...input, block: 0, fresh: false })
    expect(first).toMatchObject({ shape: 'list', last: false, odd: null })
    expect(first.rows).toHaveLength(200)
    expect(first.columns.map(column => column.path).slice(-1)).toEqual(['_hash'])
    const end = await api.documents(connection, { ...input, block: 499, fresh: false })
    expect(end.rows).toHaveLength(200)
    const beyond = await api.documents(connection, { ...input, block: 500, fresh: false })
    expect(beyond).toMatchObject({ rows: [], last: true })
  })

  it('are asked for once, however many want the same block, and again when it must be fresh', async () => {
    const input = { ...(await collection('weighings')), block: 3, fresh: false }
    await control('DELETE', 'requests')
    await Promise.all([1, 2, 3, 4].map(() => api.documents(connection, input)))
    await api.documents(connection, input)
    const asked = async (): Promise<number> => {
      const { requests } = (await control('GET', 'requests')) as { requests: { host: string }[] }
      return requests.filter(({ host }) => host === 'api').length
    }
    expect(await asked()).toBe(1)
    await api.documents(connection, { ...input, fresh: true })
    expect(await asked()).toBe(2)
    await api.documentAt(connection, { ...input, index: 601 })
    await api.jsonOf(connection, { ...input, from: 600, to: 610 })
    expect(await asked()).toBe(2)
  })

  it('are filtered, sorted and projected by SEARCH', async () => {
    const input = await collection('weighings')
    const all = await api.documents(connection, { ...input, block: 0, fresh: false })
    const numeric = all.columns.find(column => (column.types.number ?? 0) === 200)
    if (numeric === undefined) throw new Error('No column of numbers')
    const query = {
      ...emptyQuery,
      filter: JSON.stringify({ [numeric.path]: { $gt: numeric.maxAbs / 2 } }),
      sort: JSON.stringify({ [numeric.path]: -1 }),
      projection: JSON.stringify({ [numeric.path]: 1 }),
    }
    const block = await api.documents(connection, { ...input, query, block: 0, fresh: false })
    expect(block.meta.method).toBe('SEARCH')
    const at = block.columns.findIndex(column => column.path === numeric.path)
    const values = block.rows.map(row => Number(row.cells[at]?.value))
    expect(values).toEqual([...values].sort((a, b) => b - a))
    expect(Math.min(...values)).toBeGreaterThan(numeric.maxAbs / 2)
    const { count } = await api.count(connection, { ...input, query })
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(size)
  })

  it.each([405, 501])('are read by POST from then on where SEARCH is answered with %i', async status => {
    const proxied = bench.connect('works')
    const input = { ...(await collection('weighings')), query: { ...emptyQuery, sort: '{"_id": -1}' } }
    await fault({ kind: 'status', status, body: 'html' }, { method: 'SEARCH' })
    const [block] = await Promise.all([api.documents(proxied, { ...input, block: 0, fresh: false })])
    expect(block.meta).toMatchObject({ method: 'POST', url: expect.stringContaining('/documents/query?') })
    expect(block.rows).toHaveLength(200)
    await control('DELETE', 'requests')
    await api.documents(proxied, { ...input, block: 1, fresh: false })
    const { requests } = (await control('GET', 'requests')) as {
      requests: { method: string; host: string }[]
    }
    expect(requests.filter(({ host }) => host === 'api').map(({ method }) => method)).toEqual(['POST'])
    const { text } = api.curl(proxied, { view: 'documents', connectionId: proxied.id, ...input })
    expect(text).toContain('--request POST')
  })

  it('leave a sort with the ID as its last key while paging, and a broken filter at home', async () => {
    const input = await collection('weighings')
    const curl = (sort: string): string => {
      const view: View = {
        view: 'documents',
        connectionId: connection.id,
        ...input,
        query: { ...emptyQuery, sort },
      }
      return api.curl(connection, view).text
    }
    expect(curl('{"net": 1}')).toContain('{"sort":{"net":1,"_id":1}}')
    expect(curl('{"_id": -1}')).toContain('{"sort":{"_id":-1}}')
    const query = { ...emptyQuery, filter: '{"a": }' }
    await expect(api.count(connection, { ...input, query })).rejects.toMatchObject({ code: 'invalid_input' })
  })

  it('of odd kinds are all shown', async () => {
    const input = await anywhere('curiosities')
    const block = await api.documents(connection, { ...input, block: 0, fresh: false })
    expect(block.last).toBe(true)
    expect(block.columns).toHaveLength(300)
    expect(block.droppedColumns).toBeGreaterThan(0)
    const texts = await api.jsonOf(connection, { ...input, from: 0, to: 50 })
    expect(texts).toHaveLength(block.rows.length)
    const all = texts.map(({ text }) => text).join('\n')
    expect(all).toContain('123456789012345678901234567890')
    expect(all).toContain('0.1000000000000000055511151231257827')
    expect(all).toContain('"__proto__"')
    for (const [index, row] of block.rows.entries()) {
      const detail = await api.documentAt(connection, { ...input, index })
      expect(detail.id).toBe(row.id)
      const single = await api.document(connection, { ...input, documentId: String(row.id) })
      expect(single.json.length).toBe(detail.json.length)
    }
  })

  it('stop when nobody waits for them any more', async () => {
    const input = await collection('weighings')
    await fault({ kind: 'hang' })
    const stop = new AbortController()
    const loading = api.documents(connection, { ...input, block: 77, fresh: false }, stop.signal)
    stop.abort()
    await expect(loading).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('answers that are not as they should be', () => {
  it('with 401 are asked for once more with a new token, unseen by the caller', async () => {
    const revoked = bench.connect('works')
    await api.applications(revoked, {})
    await control('POST', 'revoke', { client: 'works' })
    expect((await api.applications(revoked, {})).applications).toHaveLength(3)
    expect(bench.tokens.state(revoked).requests).toBe(2)
  })

  it('with 401 again are given up after one retry', async () => {
    const refused = bench.connect('works')
    await fault({ kind: 'status', status: 401, body: 'json' }, { client: 'works' })
    await control('DELETE', 'requests')
    await expect(api.applications(refused, {})).rejects.toMatchObject({ code: 'access_refused', status: 401 })
    const { requests } = (await control('GET', 'requests')) as { requests: { host: string }[] }
    expect(requests.filter(({ host }) => host === 'api')).toHaveLength(2)
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
    [{ kind: 'redirect' }, {}],
  ])('end in a clear error: %j', async (answer, expected) => {
    await fault(answer)
    const error: unknown = await api.applications(connection, {}).then(
      value => value,
      (thrown: unknown) => thrown,
    )
    if (answer.kind === 'redirect') {
      // The other host answers everything; whatever it says, it must not have seen the secrets.
      const { visits } = (await control('GET', 'foreign')) as { visits: readonly unknown[] }
      expect(visits.length).toBeGreaterThan(0)
      expect(JSON.stringify(visits)).not.toContain(bench.clientNamed('works').apiKey)
      return
    }
    expect(error).toMatchObject(expected)
    expect(JSON.stringify(error)).not.toContain(bench.clientNamed('works').apiKey)
  })
})

describe('CSV', () => {
  it('is written whole, with blocks that were never loaded, and nothing is left beside it', async () => {
    const input = await collection('weighings')
    const { columns } = await api.documents(connection, { ...input, block: 0, fresh: false })
    const path = join(folder, 'weighings.csv')
    const written = await api.saveCsv(
      connection,
      { ...input, columns: columns.map(column => [...column.keys]), rows: 1_050 },
      path,
    )
    expect(written).toEqual({ path, rows: 1_050 })
    const text = await readFile(path, 'utf8')
    expect(text.startsWith(`\ufeff${columns[0]?.path},`)).toBe(true)
    expect(text.split('\r\n').length).toBeGreaterThanOrEqual(1_052)
    expect((await readdir(folder)).filter(name => name.endsWith('.part'))).toEqual([])
  })

  it('leaves no file behind when it is cancelled or the API fails midway', async () => {
    const input = { ...(await collection('weighings')), query: { ...emptyQuery, hidesystemflags: true } }
    const request = { ...input, columns: [['_id']], rows: size }
    const path = join(folder, 'cancelled.csv')
    await expect(api.saveCsv(connection, request, path, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    })
    await api.documents(connection, { ...input, block: 0, fresh: false })
    await fault({ kind: 'status', status: 500 })
    await expect(api.saveCsv(connection, request, path)).rejects.toMatchObject({ code: 'server_error' })
    expect((await readdir(folder)).filter(name => name.startsWith('cancelled'))).toEqual([])
  })

  it('says so when the file cannot be written', async () => {
    const input = await collection('weighings')
    const path = join(folder, 'no such folder', 'x.csv')
    const saving = api.saveCsv(connection, { ...input, columns: [['_id']], rows: 1 }, path)
    await expect(saving).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('ENOENT'),
    })
  })

  it('for the clipboard has 10,000 rows at most', async () => {
    const input = await collection('weighings')
    const { text, rows } = await api.csvText(connection, { ...input, columns: [['_id']], rows: 20_000 })
    expect(rows).toBe(10_000)
    expect(text.split('\r\n')).toHaveLength(10_002)
  })
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

    const input = await collection('weighings')
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

describe('what is kept of a connection', () => {
  it('is gone when it is forgotten', async () => {
    const gone = bench.connect('works')
    const input = { ...(await collection('weighings')), query: { ...emptyQuery, q: 'gravel' } }
    await api.rememberQuery(gone, input)
    expect(await api.queryHistory(gone, input)).toEqual([input.query])
    await api.forgetConnection(gone.id)
    expect(await api.queryHistory(gone, input)).toEqual([])
  })
})
