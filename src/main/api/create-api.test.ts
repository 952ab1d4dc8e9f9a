import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type DemoCloud, startDemoCloud } from '../../../demo-cloud/server.ts'
import type { Connection } from '../../shared/connection.ts'
import type { View } from '../../shared/contract.ts'
import { emptyQuery } from '../../shared/documents.ts'
import type { Api } from './create-api.ts'
import { maskText } from './masking.ts'
import type { Bench } from './testing/bench.ts'
import { createExplorer, type Explorer } from './testing/explorer.ts'

let cloud: DemoCloud
let explorer: Explorer
const size = 100_000
let api: Api
let bench: Bench
let connection: Connection

beforeAll(async () => {
  cloud = await startDemoCloud({ documents: size })
  explorer = await createExplorer(cloud.description)
  ;({ api, bench, connection } = explorer)
})
afterEach(() => explorer.control('DELETE', 'faults'))
afterAll(async () => {
  await explorer.close()
  await cloud.close()
})

async function firstApplication(on: Connection): Promise<string> {
  const { applications } = await api.applications(on, {})
  return applications[0]?.id ?? ''
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
    const id = await firstApplication(connection)
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
    const id = await firstApplication(refused)
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
    const input = await explorer.collection('weighings')
    expect(await api.count(connection, input)).toEqual({
      count: size,
      timestamp: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
    })
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
    const input = { ...(await explorer.collection('weighings')), block: 3, fresh: false }
    const crowd = () => Promise.all([1, 2, 3, 4].map(() => api.documents(connection, input)))
    expect(await explorer.methodsOf(crowd)).toEqual(['GET'])
    expect(await explorer.methodsOf(crowd)).toEqual([])
    expect(await explorer.methodsOf(() => api.documents(connection, { ...input, fresh: true }))).toEqual([
      'GET',
    ])
    const looks = async () => {
      await api.documentAt(connection, { ...input, index: 601 })
      await api.jsonOf(connection, { ...input, from: 600, to: 610 })
    }
    expect(await explorer.methodsOf(looks)).toEqual([])
  })

  it('are filtered, sorted and projected by SEARCH', async () => {
    const input = await explorer.collection('weighings')
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
    const input = {
      ...(await explorer.collection('weighings')),
      query: { ...emptyQuery, sort: '{"_id": -1}' },
    }
    await explorer.fault({ kind: 'status', status, body: 'html' }, { method: 'SEARCH' })
    const block = await api.documents(proxied, { ...input, block: 0, fresh: false })
    expect(block.meta).toMatchObject({ method: 'POST', url: expect.stringContaining('/documents/query?') })
    expect(block.rows).toHaveLength(200)
    const next = () => api.documents(proxied, { ...input, block: 1, fresh: false })
    expect(await explorer.methodsOf(next)).toEqual(['POST'])
    const { text } = api.curl(proxied, { view: 'documents', connectionId: proxied.id, ...input })
    expect(text).toContain('--request POST')
  })

  it('leave a sort with the ID as its last key while paging, and a broken filter at home', async () => {
    const input = await explorer.collection('weighings')
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
    const input = await explorer.collection('curiosities')
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
    const input = await explorer.collection('weighings')
    await explorer.fault({ kind: 'hang' })
    const stop = new AbortController()
    const loading = api.documents(connection, { ...input, block: 77, fresh: false }, stop.signal)
    stop.abort()
    await expect(loading).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('what is kept of a connection', () => {
  it('is gone when it is forgotten', async () => {
    const gone = bench.connect('works')
    const input = { ...(await explorer.collection('weighings')), query: { ...emptyQuery, q: 'gravel' } }
    await api.rememberQuery(gone, input)
    expect(await api.queryHistory(gone, input)).toEqual([input.query])
    await api.forgetConnection(gone.id)
    expect(await api.queryHistory(gone, input)).toEqual([])
  })
})
