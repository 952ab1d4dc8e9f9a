import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Connection } from '../../shared/connection.ts'
import type { Dataset } from '../../shared/datasets.ts'
import { emptyQuery } from '../../shared/documents.ts'
import { createDatasets } from './create-datasets.ts'
import type { Datasets } from './datasets.ts'

const connectionId = randomUUID()
const place = { connectionId, applicationId: 'a', collectionId: 'c', query: emptyQuery }

let folder: string
let datasets: Datasets
let documents: readonly unknown[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'refreshed-'))
  datasets = createDatasets({
    folder,
    api: {
      documentPage: async (_connection, _documents, { limit, offset }) =>
        Buffer.from(JSON.stringify({ data: documents.slice(offset, offset + limit) })),
      count: async () => ({ count: documents.length, timestamp: null }),
    },
    // Only the API, which is none here, looks into it.
    connectionOf: async () => ({}) as Connection,
    bodyOf: () => Promise.reject(new Error('Not for this')),
    startWorker: () => new Worker(new URL('./dataset-worker.ts', import.meta.url)),
    newId: randomUUID,
    now: Date.now,
    delay: async () => undefined,
    onChange: () => undefined,
    onRemove: () => undefined,
    onExport: () => undefined,
    onRelease: async () => undefined,
    onProblem: problem => expect.unreachable(problem),
  })
  await datasets.open()
})
afterAll(async () => {
  await datasets.close()
  await rm(folder, { recursive: true, force: true })
})

async function loaded(now: readonly unknown[], previousId: string | null): Promise<Dataset> {
  documents = now
  const { id } = await datasets.loadAll(place, 'Things', previousId)
  return vi.waitFor(
    async () => {
      const found = (await datasets.list()).find(dataset => dataset.id === id)
      if (found?.state !== 'ready') throw new Error(`Still ${JSON.stringify(found)}`)
      return found
    },
    { timeout: 20_000, interval: 10 },
  )
}

describe('a dataset that was refreshed', { timeout: 60_000 }, () => {
  it('tells what was added, changed and removed, field by field, secrets masked', async () => {
    const first = await loaded(
      [
        { _id: 'same', n: 1 },
        { _id: 'changed', n: 1, gone: true, in: { x: 1 }, token: 'old-token' },
        { _id: 'removed', n: 1 },
        { n: 'without an ID' },
      ],
      null,
    )
    const second = await loaded(
      [
        { _id: 'same', n: 1 },
        { _id: 'changed', n: '1', in: { x: 2 }, token: 'new-token' },
        { n: 'without an ID' },
        { _id: 'added', n: 1 },
      ],
      first.id,
    )
    expect(second.previousId).toBe(first.id)
    const changes = await datasets.changes({ datasetId: second.id, from: 0, to: 100 })
    expect(changes).toMatchObject({ added: 1, changed: 1, removed: 1 })
    expect(changes.documents.map(({ kind, id }) => [kind, id])).toEqual([
      ['changed', 'changed'],
      ['added', 'added'],
      ['removed', 'removed'],
    ])
    const fields = changes.documents[0]?.fields ?? []
    expect(new Map(fields.map(({ path, before, after }) => [path, [before?.value, after?.value]]))).toEqual(
      new Map<string, unknown>([
        ['n', [1, '1']],
        ['in.x', [1, 2]],
        ['token', ['••••••••', '••••••••']],
        ['gone', [true, undefined]],
      ]),
    )
    expect(JSON.stringify(changes)).not.toContain('-token')
  })

  it('shows any changed document, the last of thousands too, by place and by ID', async () => {
    const many = (n: number) => Array.from({ length: 11_000 }, (_, at) => ({ _id: `d${at}`, n, text: 'x' }))
    const first = await loaded([...many(1), { _id: 7, n: 1 }], null)
    const second = await loaded([...many(2), { _id: 7, n: 2 }, { _id: 'new', n: 1 }], first.id)
    const ask = { datasetId: second.id }
    const last = await datasets.changes({ ...ask, from: 10_995, to: 11_095 })
    expect(last).toMatchObject({ changed: 11_001, added: 1, removed: 0 })
    expect(last.documents.map(({ kind, id }) => [kind, id])).toEqual([
      ...['d10995', 'd10996', 'd10997', 'd10998', 'd10999', '7'].map(id => ['changed', id]),
      ['added', 'new'],
    ])
    const expected = [{ path: 'n', before: { value: 1 }, after: { value: 2 } }]
    expect(await datasets.documentChanges({ ...ask, documentId: 'd10999' })).toMatchObject(expected)
    expect(await datasets.documentChanges({ ...ask, documentId: '7' })).toMatchObject(expected)
    expect(await datasets.documentChanges({ ...ask, documentId: 'new' })).toEqual([])
    expect(await datasets.documentChanges({ ...ask, documentId: "no'such" })).toEqual([])
    expect(await datasets.documentChanges({ datasetId: first.id, documentId: 'd1' })).toEqual([])
  })

  it('pairs documents that are alike one to one, thousands of them too', async () => {
    const same = (count: number) => Array.from({ length: count }, () => ({ status: 'ok' }))
    const first = await loaded([...same(20_000), { _id: 'twice', n: 1 }, { _id: 'twice', n: 2 }], null)
    const second = await loaded([...same(20_003), { _id: 'twice', n: 1 }, { _id: 'twice', n: 3 }], first.id)
    const { documents, ...counts } = await datasets.changes({ datasetId: second.id, from: 0, to: 100 })
    expect(counts).toEqual({ added: 3, changed: 1, removed: 0 })
    expect(documents.map(({ kind, id }) => [kind, id])).toEqual([
      ['changed', 'twice'],
      ...[0, 1, 2].map(() => ['added', null]),
    ])
  })

  it('has the version before it, and none before that; both go with their connection', async () => {
    const first = await loaded([{ _id: 'x' }], null)
    const second = await loaded([{ _id: 'x' }], first.id)
    const third = await loaded([{ _id: 'y' }], second.id)
    const ids = (await datasets.list()).map(({ id }) => id)
    expect(ids).not.toContain(first.id)
    expect(ids).toContain(second.id)
    await expect(datasets.changes({ datasetId: second.id, from: 0, to: 1 })).rejects.toMatchObject({
      code: 'not_found',
    })
    await datasets.pin(third.id, true)
    await datasets.forgetConnection(connectionId)
    expect(await datasets.list()).toEqual([])
    expect(await readdir(folder)).toEqual([])
  })

  it('stands in the place of its first version for typed SQL, however often it was refreshed', async () => {
    const first = await loaded([{ _id: 'x' }], null)
    const second = await loaded([{ _id: 'x' }], first.id)
    const third = await loaded([{ _id: 'x' }], second.id)
    const tables = datasets.queryTables()
    expect(tables.map(({ datasetId }) => datasetId)).toEqual([second.id, third.id])
    expect(new Set(tables.map(({ versionsOf }) => versionsOf)).size).toBe(1)
    expect(tables.map(({ firstCreatedAt }) => firstCreatedAt)).toEqual([first.createdAt, first.createdAt])
    await datasets.forgetConnection(connectionId)
  })

  it('is pinned where the version before was, and does not pile up pinned versions', async () => {
    const first = await loaded([{ _id: 'x' }], null)
    await datasets.pin(first.id, true)
    const second = await loaded([{ _id: 'x' }], first.id)
    expect(second.pinned).toBe(true)
    const third = await loaded([{ _id: 'x' }], second.id)
    expect(third.pinned).toBe(true)
    await datasets.pin(third.id, false)
    const fourth = await loaded([{ _id: 'x' }], third.id)
    expect(fourth.pinned).toBe(false)
    // The second is the only one that somebody still wants kept.
    const ids = (await datasets.list()).map(({ id }) => id)
    expect(ids.toSorted()).toEqual([second.id, third.id, fourth.id].toSorted())
    await datasets.forgetConnection(connectionId)
  })
})
