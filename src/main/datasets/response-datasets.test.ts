import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Dataset } from '../../shared/datasets.ts'
import { createDatasets } from './create-datasets.ts'
import type { Datasets } from './datasets.ts'

const connectionId = randomUUID()
const responseId = randomUUID()

let folder: string
let datasets: Datasets
let pieces: readonly string[]
/** Held back until it resolves: the pieces after the first. */
let gate: Promise<void>
const removed: string[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'responses-'))
  gate = Promise.resolve()
  datasets = createDatasets({
    folder,
    api: { documentPage: unused, count: unused },
    connectionOf: unused,
    bodyOf: async () => ({
      async *chunks() {
        for (const [at, piece] of pieces.entries()) {
          if (at > 0) await gate
          yield Buffer.from(piece)
        }
      },
    }),
    startWorker: () => new Worker(new URL('./dataset-worker.ts', import.meta.url)),
    newId: randomUUID,
    now: Date.now,
    delay: unused,
    onChange: () => undefined,
    onRemove: id => removed.push(id),
    onExport: () => undefined,
    onRelease: async () => undefined,
    onProblem: problem => expect.unreachable(problem),
  })
  await datasets.open()
})
afterEach(async () => {
  await datasets.close()
  await rm(folder, { recursive: true, force: true })
})

function unused(): Promise<never> {
  return Promise.reject(new Error('Not for this'))
}

async function made(path: string[] | null = null): Promise<Dataset> {
  const { id } = await datasets.fromResponse({ connectionId, responseId, path, name: 'Answer' })
  return until(id, ({ state }) => state === 'ready' || state === 'failed')
}

async function until(id: string, is: (dataset: Dataset) => boolean): Promise<Dataset> {
  return vi.waitFor(
    async () => {
      const found = (await datasets.list()).find(dataset => dataset.id === id && is(dataset))
      if (found === undefined) throw new Error(`Still ${JSON.stringify(await datasets.list())}`)
      return found
    },
    { timeout: 20_000, interval: 10 },
  )
}

async function names(datasetId: string): Promise<readonly unknown[]> {
  const { rows } = await datasets.rows({ datasetId, from: 0, to: 9, columns: [['name']] })
  return rows.map(({ cells: [cell] }) => cell?.value)
}

describe('a dataset of an answer', { timeout: 60_000 }, () => {
  it('has the documents of the envelope, and is made once', async () => {
    pieces = ['{"timestamp":1,"data":[{"name":"a"},{"na', 'me":"b"}],"more":[1,2,3]}']
    const dataset = await made()
    expect(dataset).toMatchObject({ state: 'ready', documents: 2, source: { kind: 'response', path: null } })
    expect(await names(dataset.id)).toEqual(['a', 'b'])
    expect((await made()).id).toBe(dataset.id)
  })

  it('has the longest array where there is no envelope, or the one that was chosen', async () => {
    pieces = ['{"groups":[{"name":"g"}],"in":{"rows":[{"name":"r1"},{"name":"r2"}]}}']
    expect(await names((await made()).id)).toEqual(['r1', 'r2'])
    expect(await names((await made(['groups'])).id)).toEqual(['g'])
    expect(await datasets.arrays(responseId, new AbortController().signal)).toEqual([
      { path: ['groups'], entries: 1 },
      { path: ['in', 'rows'], entries: 2 },
    ])
  })

  it('shows rows and documents while the rest is still read, secrets masked', async () => {
    let open: () => void = () => undefined
    gate = new Promise(resolve => {
      open = resolve
    })
    pieces = ['[{"name":"a","token":"t-1"},{"name":"b"},', '{"name":"c"}]']
    const { id } = await datasets.fromResponse({ connectionId, responseId, path: null, name: 'Answer' })
    await until(id, ({ documents }) => documents === 2)
    const window = await datasets.rows({ datasetId: id, from: 0, to: 200 })
    expect(window).toMatchObject({
      total: 2,
      rows: [{ cells: [{ value: 'a' }, {}] }, { cells: [{ value: 'b' }, null] }],
    })
    expect(JSON.stringify(window)).not.toContain('t-1')
    expect((await datasets.document({ datasetId: id, row: 1 })).json.text).toContain('"b"')
    await expect(
      datasets.rows({ datasetId: id, from: 0, to: 1, sort: { keys: ['name'], descending: true } }),
    ).rejects.toMatchObject({ code: 'invalid_input' })
    open()
    await until(id, ({ state }) => state === 'ready')
    expect(await datasets.rows({ datasetId: id, from: 0, to: 200 })).toMatchObject({ total: 3 })
    // The record is written a moment after it is told.
    await expect.poll(() => readdir(join(folder, id))).toEqual(['data.duckdb', 'dataset.json'])
  })

  it('keeps the documents before a mistake, and says where it is', async () => {
    pieces = ['{"data":[\n{"name":"a"},\n{"name":"b"},\n{"name":']
    const dataset = await made()
    expect(await names(dataset.id)).toEqual(['a', 'b'])
    expect(dataset.notes.join()).toContain('line 4')
  })

  it('says when there is no list, or no JSON', async () => {
    pieces = ['{"data":{"a":1}}']
    expect((await made()).error?.message).toContain('no list of documents')
    pieces = ['<html>']
    expect((await made()).error?.message).toContain('line 1')
  })

  it('goes with its answer, whatever it is doing', async () => {
    pieces = ['[{"name":"a"},', '{"name":"b"}]']
    const ready = await made()
    let open: () => void = () => undefined
    gate = new Promise(resolve => {
      open = resolve
    })
    pieces = ['{"in":[{"name":"c"},', '{"name":"d"}]}']
    const other = await datasets.fromResponse({ connectionId, responseId, path: ['in'], name: 'Answer' })
    await until(other.id, ({ documents }) => documents === 1)
    await datasets.forgetResponse(randomUUID())
    expect(await datasets.list()).toHaveLength(2)
    removed.length = 0
    const gone = datasets.forgetResponse(responseId)
    open()
    await gone
    expect(await datasets.list()).toEqual([])
    expect(removed).toEqual([ready.id, other.id])
    expect(await readdir(folder)).toEqual([])
  })

  it('stays for as long as a tab of its own shows it', async () => {
    pieces = ['[{"name":"a"}]']
    const { id } = await made()
    await datasets.show([id])
    await datasets.forgetResponse(responseId)
    expect(await names(id)).toEqual(['a'])
    await datasets.show([])
    expect(await datasets.list()).toEqual([])
  })

  it('stays when it is pinned, before its answer goes or after', async () => {
    pieces = ['[{"name":"a"}]']
    const { id } = await made()
    await datasets.pin(id, true)
    await datasets.forgetResponse(responseId)
    await datasets.show([])
    expect(await names(id)).toEqual(['a'])
    const second = await datasets.fromResponse({
      connectionId,
      responseId: randomUUID(),
      path: null,
      name: 'B',
    })
    await until(second.id, ({ state }) => state === 'ready')
    await datasets.show([second.id])
    await datasets.forgetResponse(second.source.kind === 'response' ? second.source.responseId : '')
    await datasets.pin(second.id, true)
    await datasets.show([])
    expect(await datasets.list()).toHaveLength(2)
  })
})
