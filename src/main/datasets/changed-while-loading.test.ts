import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type DemoCloud, startDemoCloud } from '../../../demo-cloud/server.ts'
import type { Dataset } from '../../shared/datasets.ts'
import type { DocumentQuery } from '../../shared/documents.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { createExplorer, type Explorer } from '../api/testing/explorer.ts'
import { createDatasets } from './create-datasets.ts'
import type { Datasets, DatasetsParts } from './datasets.ts'

const size = 5_000

let cloud: DemoCloud
let explorer: Explorer
let root: string
let datasets: Datasets
/** Whether the API takes no order by the last change. */
let refusesLatest: boolean
/** What happens to the collection after the first answer with documents from an offset on. */
let after: { readonly offset: number; run(): Promise<void> } | null

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'changed-'))
})
beforeEach(async () => {
  // What one test changed, the next must not find.
  cloud = await startDemoCloud({ documents: size })
  explorer = await createExplorer(cloud.description)
  after = null
  refusesLatest = false
  datasets = await open(join(root, randomUUID()))
})
afterEach(async () => {
  await datasets.close()
  await explorer.close()
  await cloud.close()
})
afterAll(() => rm(root, { recursive: true, force: true }))

/** The real API, which lets a test do something between two of its pages. */
function api(): DatasetsParts['api'] {
  return {
    count: explorer.api.count,
    async documentPage(connection, documents, page, signal) {
      if (refusesLatest && documents.query.sort.includes('_updatedAt')) {
        throw new ExplorerError('request_refused', 'The API refused this.', { status: 400 })
      }
      const body = await explorer.api.documentPage(connection, documents, page, signal)
      const isNow = after !== null && page.offset === after.offset && page.limit === 1000
      const { run } = after ?? {}
      if (isNow) {
        after = null
        await run?.()
      }
      return body
    },
  }
}

async function open(folder: string): Promise<Datasets> {
  const opened = createDatasets({
    ...{ folder, api: api(), connectionOf: async () => explorer.connection },
    bodyOf: () => Promise.reject(new Error('There is no body here')),
    startWorker: () => new Worker(new URL('./dataset-worker.ts', import.meta.url)),
    newId: randomUUID,
    now: Date.now,
    delay: (_ms, signal) => delay(1, undefined, { signal }),
    onChange: () => undefined,
    onRemove: () => undefined,
    onExport: () => undefined,
    onRelease: async () => undefined,
    onProblem: problem => expect.unreachable(problem),
  })
  await opened.open()
  return opened
}

async function loaded(query: Partial<DocumentQuery> = {}): Promise<Dataset> {
  const place = await explorer.collection('weighings')
  const source = { connectionId: explorer.connection.id, ...place, query: { ...place.query, ...query } }
  const { id } = await datasets.loadAll(source, 'Weighings', null)
  return until(datasets, id, ({ state }) => state === 'ready' || state === 'failed')
}

async function until(of: Datasets, id: string, is: (dataset: Dataset) => boolean): Promise<Dataset> {
  return vi.waitFor(
    async () => {
      const found = (await of.list()).find(dataset => dataset.id === id && is(dataset))
      if (found === undefined) throw new Error(`Still ${JSON.stringify(await of.list())}`)
      return found
    },
    { timeout: 60_000, interval: 10 },
  )
}

interface Stored {
  readonly _id: string
  readonly _hash: string
}

/** The document at a place of the list in an order. */
async function documentAt(offset: number, sort = '{"_id":1}'): Promise<Stored> {
  const place = await explorer.collection('weighings')
  const query = { ...place.query, sort }
  const body = await explorer.api.documentPage(explorer.connection, { ...place, query }, { limit: 1, offset })
  const [found] = (JSON.parse(Buffer.from(body).toString()) as { readonly data: readonly Stored[] }).data
  if (found === undefined) throw new Error(`There is no document at ${offset}`)
  return found
}

async function write(method: 'PUT' | 'DELETE' | 'POST', document: Partial<Stored>): Promise<void> {
  const { applicationId, collectionId } = await explorer.collection('weighings')
  const documents = [applicationId, 'collections', collectionId, 'documents']
  const segments = document._id === undefined ? documents : [...documents, document._id]
  await explorer.bench.client.call(explorer.connection, { method, segments, query: [], body: document })
}

const change = async (offset: number): Promise<void> =>
  write('PUT', { ...(await documentAt(offset)), note: 'changed' } as Stored)

describe('a load of a collection that changes meanwhile', { timeout: 120_000 }, () => {
  it('names the pages of documents that changed after they came, and what to do', async () => {
    after = {
      offset: 3000,
      async run() {
        for (const offset of [10, 11, 1500, 3999]) await change(offset)
      },
    }
    const { state, notes } = await loaded()
    expect(state).toBe('ready')
    expect(notes).toEqual([
      '4 of the documents changed after they were loaded, on 3 pages (documents 1 to 2,000 and 3,001 to 4,000). They are here as they were before.',
      'Press Load again to have the documents as they are now.',
    ])
  })

  it('says nothing of a document that changed before its page came', async () => {
    after = { offset: 0, run: () => change(4500) }
    expect(await loaded()).toMatchObject({ state: 'ready', notes: [] })
  })

  it('says nothing of a document that was saved as it is', async () => {
    // The first time may change what the API adds by itself.
    await write('PUT', await documentAt(20))
    const saved = await documentAt(20)
    after = { offset: 0, run: () => write('PUT', saved) }
    expect(await loaded()).toMatchObject({ state: 'ready', notes: [] })
  })

  it('tells of changes made while it was paused and the app was closed', async () => {
    const folder = join(root, randomUUID())
    const first = await open(folder)
    const place = await explorer.collection('weighings')
    const source = { connectionId: explorer.connection.id, ...place }
    let reached: () => void = () => undefined
    const isThere = new Promise<void>(resolve => {
      reached = resolve
    })
    after = {
      offset: 4000,
      run: () => {
        reached()
        return new Promise(() => undefined)
      },
    }
    const { id } = await first.loadAll(source, 'Weighings', null)
    await isThere
    await until(first, id, ({ documents }) => documents === 4_000)
    // As after a crash: the page that never comes holds the first one up for ever, and the second finds the folder.
    void first.pause(id)
    await change(2_000)
    const second = await open(folder)
    await second.resume(id)
    const { notes } = await until(second, id, ({ state }) => state === 'ready')
    expect(notes[0]).toContain(
      '1 of the documents changed after they were loaded, on one page (documents 2,001',
    )
    await second.close()
  })

  it('tells of documents that came and went', async () => {
    after = {
      offset: 0,
      async run() {
        await write('DELETE', await documentAt(100))
      },
    }
    const [counted, advice] = (await loaded()).notes
    expect(counted).toContain('counted 5,000 documents before loading, and gave 4,999. It counts 4,999 now.')
    expect(advice).toContain('Load again')
  })

  it('names the pages of documents that came twice, in different versions', async () => {
    after = {
      offset: 0,
      // To the end of an order by ticket, when it is here already.
      run: async () => write('PUT', { ...(await documentAt(5, '{"ticket":1}')), ticket: 'Z' } as Stored),
    }
    expect((await loaded({ sort: '{"ticket":1}' })).notes.join('\n')).toContain(
      '2 documents have an _id that another one has too, on 2 pages (documents 1 to 1,000 and 4,001 to 5,000): the list moved while it was loaded. Of 1 there are different versions.',
    )
  })

  it('says nothing where the documents do not tell their versions', async () => {
    after = { offset: 3000, run: () => change(10) }
    expect(await loaded({ hidesystemflags: true })).toMatchObject({ state: 'ready', notes: [] })
    after = { offset: 3000, run: () => change(11) }
    expect(await loaded({ projection: '{"ticket":1}' })).toMatchObject({ state: 'ready', notes: [] })
  })

  it('says so where the API does not tell what changed', async () => {
    refusesLatest = true
    expect((await loaded()).notes).toEqual([
      'The API did not say which documents changed while they were loaded.',
    ])
  })
})
