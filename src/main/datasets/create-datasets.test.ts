import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse/sync'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type DemoCloud, startDemoCloud } from '../../../demo-cloud/server.ts'
import type { CollectionSource, Dataset } from '../../shared/datasets.ts'
import { cellTypes } from '../../shared/documents.ts'
import { createExplorer, type Explorer } from '../api/testing/explorer.ts'
import { createDatasets } from './create-datasets.ts'
import type { Datasets } from './datasets.ts'

/** Some thousands of documents, in two dozen pages. */
const size = 24_000
const unaborted = new AbortController().signal

let cloud: DemoCloud
let explorer: Explorer
let root: string
let datasets: Datasets
let weighings: Dataset
const reports: Dataset[] = []
const problems: unknown[] = []

/** Datasets in a folder, with the real API, worker and engine. */
async function open(name: string): Promise<Datasets> {
  const opened = unopened(name)
  await opened.open()
  return opened
}

function unopened(name: string): Datasets {
  return createDatasets({
    folder: join(root, name),
    api: explorer.api,
    connectionOf: async () => explorer.connection,
    bodyOf: () => Promise.reject(new Error('There is no body here')),
    startWorker: () => new Worker(new URL('./dataset-worker.ts', import.meta.url)),
    newId: randomUUID,
    now: Date.now,
    delay: (_ms, signal) => delay(1, undefined, { signal }),
    onChange: dataset => reports.push(dataset),
    onRemove: () => undefined,
    onExport: () => undefined,
    onRelease: async () => undefined,
    onProblem: (problem, error) => problems.push([problem, error]),
  })
}

async function sourceOf(name: string): Promise<Omit<CollectionSource, 'kind'>> {
  return { connectionId: explorer.connection.id, ...(await explorer.collection(name)) }
}

/** Waits until a dataset is as asked for. */
async function until(of: Datasets, id: string, is: (dataset: Dataset) => boolean): Promise<Dataset> {
  return vi.waitFor(
    async () => {
      const found = (await of.list()).find(dataset => dataset.id === id && is(dataset))
      if (found === undefined) throw new Error(`Still ${JSON.stringify(await of.list())}`)
      return found
    },
    { timeout: 60_000, interval: 20 },
  )
}

const hasEnded = ({ state }: Dataset): boolean => state === 'ready' || state === 'failed'

async function loaded(of: Datasets, name: string): Promise<Dataset> {
  const { id } = await of.loadAll(await sourceOf(name), name, null)
  return until(of, id, hasEnded)
}

/** The values of some columns in a window of rows. */
async function values(
  of: Datasets,
  input: Parameters<Datasets['rows']>[0],
): Promise<readonly (readonly unknown[])[]> {
  const { rows } = await of.rows(input)
  return rows.map(({ cells }) => cells.map(cell => (cell === null ? undefined : cell.value)))
}

beforeAll(async () => {
  cloud = await startDemoCloud({ documents: size })
  explorer = await createExplorer(cloud.description)
  root = await mkdtemp(join(tmpdir(), 'datasets-'))
  datasets = await open('large')
  weighings = await loaded(datasets, 'weighings')
}, 120_000)
afterEach(() => explorer.control('DELETE', 'faults'))
afterAll(async () => {
  await datasets.close()
  await explorer.close()
  await cloud.close()
  await rm(root, { recursive: true, force: true })
  expect(problems).toEqual([])
})

describe('a collection of 24,000 documents', { timeout: 120_000 }, () => {
  it('is loaded as a whole, with reports on the way', () => {
    expect(weighings).toMatchObject({
      state: 'ready',
      documents: size,
      expected: size,
      error: null,
      notes: [],
    })
    const underWay = reports.filter(({ id, rate }) => id === weighings.id && rate !== null)
    expect(underWay.length).toBeGreaterThan(2)
    expect(underWay.at(-1)?.secondsLeft).toBeGreaterThanOrEqual(0)
  })

  it('lies in a private folder', async () => {
    const folder = join(root, 'large', weighings.id)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    // The record is written a moment after it is told.
    await expect.poll(() => readdir(folder)).toEqual(['data.duckdb', 'dataset.json'])
    for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o077).toBe(0)
    expect(weighings.diskBytes).toBeGreaterThan(1_000_000)
  })

  it('shows windows of rows as the explorer shows blocks, anywhere in the list', async () => {
    const query = { ...(await sourceOf('weighings')).query, sort: '{"_id":1}' }
    const { applicationId, collectionId } = await explorer.collection('weighings')
    const block = await explorer.api.documents(explorer.connection, {
      ...{ applicationId, collectionId, query, block: 90, fresh: true },
    })
    const window = await datasets.rows({
      ...{ datasetId: weighings.id, from: 18_000, to: 18_200 },
      columns: block.columns.map(({ keys }) => [...keys]),
    })
    expect(window.rows).toEqual(block.rows)
    expect(window.total).toBe(size)
    const all = await datasets.rows({ datasetId: weighings.id, from: size - 1, to: size + 500 })
    expect(all.rows).toHaveLength(1)
    expect(all.columns.map(({ path }) => path).slice(-5)).toEqual([
      ...['_id', '_createdAt', '_updatedAt', '_changedBy', '_hash'],
    ])
  })

  it('is sorted on any column, and never shows more than 200 rows', async () => {
    const ask = { datasetId: weighings.id, from: 0, to: 5_000, columns: [['netKg']] }
    const up = (await values(datasets, { ...ask, sort: { keys: ['netKg'], descending: false } })).map(
      firstNumber,
    )
    expect(up).toHaveLength(200)
    expect(up).toEqual(up.toSorted((a, b) => a - b))
    const down = await values(datasets, {
      ...{ ...ask, from: size - 3, to: size },
      sort: { keys: ['netKg'], descending: true },
    })
    expect(down.map(firstNumber).at(-1)).toBe(up[0])
    const notes = await values(datasets, {
      ...{ ...ask, columns: [['notes']], from: size - 1, to: size },
      sort: { keys: ['notes'], descending: true },
    })
    expect(notes).toEqual([[undefined]])
  })

  it('is filtered by ranges, text, values, null and missing', async () => {
    const total = async (filters: Parameters<Datasets['rows']>[0]['filters']): Promise<number> =>
      (await datasets.rows({ datasetId: weighings.id, from: 0, to: 1, filters })).total
    const count = async (filter: object): Promise<number> => {
      const collection = await explorer.collection('weighings')
      const query = { ...collection.query, filter: JSON.stringify(filter) }
      return (await explorer.api.count(explorer.connection, { ...collection, query })).count
    }
    expect(await total([{ kind: 'range', keys: ['netKg'], from: 10_000, to: 20_000 }])).toBe(
      await count({ netKg: { $gte: 10_000, $lte: 20_000 } }),
    )
    expect(await total([{ kind: 'values', keys: ['site'], values: ['NORTH'] }])).toBe(
      await count({ site: 'NORTH' }),
    )
    expect(await total([{ kind: 'values', keys: ['billed'], values: [true] }])).toBe(
      await count({ billed: true }),
    )
    expect(await total([{ kind: 'contains', keys: ['ticket'], text: 'w-1000' }])).toBe(
      await count({ ticket: { $regex: 'W-1000' } }),
    )
    const [missing, isNull, present] = await Promise.all([
      total([{ kind: 'missing', keys: ['notes'] }]),
      total([{ kind: 'null', keys: ['notes'] }]),
      total([{ kind: 'present', keys: ['notes'] }]),
    ])
    expect(isNull).toBeGreaterThan(0)
    expect(missing).toBe(await count({ notes: { $exists: false } }))
    expect(missing + isNull + present).toBe(size)
    const from = '2026-01-01T00:00:00.000Z'
    const dates = [{ kind: 'range' as const, keys: ['weighedAt'], from, to: null }]
    expect(await total(dates)).toBe(await count({ weighedAt: { $gte: from } }))
    expect(
      await total([{ kind: 'range', keys: ['netKg'], from: 10_000, to: 20_000, excludesTo: true }]),
    ).toBe(await count({ netKg: { $gte: 10_000, $lt: 20_000 } }))
    const to = '2026-02-01T00:00:00.000Z'
    expect(await total([{ kind: 'range', keys: ['weighedAt'], from, to, excludesTo: true }])).toBe(
      await count({ weighedAt: { $gte: from, $lt: to } }),
    )
  })

  it('is filtered by type, IDs and dates told from other text', async () => {
    await expectTypesToBeFound(datasets, weighings.id)
  })

  it('is grouped and counted', async () => {
    const { groups, total } = await datasets.group({ datasetId: weighings.id, by: ['direction'] })
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(size)
    expect(total).toBe(groups.length)
    expect(groups.map(({ cell }) => cell?.type)).toEqual(groups.map(() => 'string'))
  })

  it('is put into buckets of time and of numbers, measured and split', async () => {
    const ask = { datasetId: weighings.id }
    const months = await datasets.group({
      ...{ ...ask, by: ['weighedAt'], bucket: { kind: 'time', unit: 'month' }, split: ['direction'] },
      measure: { keys: ['netKg'], aggregate: 'sum' },
    })
    expect(months.groups.every(({ cell }) => String(cell?.value).endsWith('-01T00:00:00.000Z'))).toBe(true)
    expect(new Set(months.groups.map(({ split }) => split?.value))).toEqual(new Set(['in', 'out']))
    const counted = months.groups.reduce((sum, { count }) => sum + count, 0)
    expect(counted).toBe(size)
    const mean = (await datasets.schema(weighings.id)).fields.find(({ path }) => path === 'netKg')?.mean ?? 0
    const weight = months.groups.reduce((sum, { value }) => sum + (value ?? 0), 0)
    expect(weight / size).toBeCloseTo(mean, 3)
    expect(months.groups.reduce((sum, { measured }) => sum + (measured ?? 0), 0)).toBe(size)

    const weights = await datasets.group({ ...ask, by: ['netKg'], bucket: { kind: 'width', width: 5000 } })
    expect(weights.groups.every(({ cell }) => Number(cell?.value) % 5000 === 0)).toBe(true)
    expect(weights.groups.reduce((sum, { count }) => sum + count, 0)).toBe(size)
    const pairs = await datasets.group({ ...ask, by: ['grossKg'], split: ['tareKg'] })
    expect(pairs.groups).toHaveLength(3000)
    expect(pairs.total).toBeGreaterThan(3000)
  })

  it('is not put into buckets of time by what is no date', async () => {
    const asked = datasets.group({
      ...{ datasetId: weighings.id, by: ['ticket'], bucket: { kind: 'time', unit: 'day' } },
    })
    await expect(asked).rejects.toMatchObject({ code: 'invalid_input' })
  })

  it('has a schema that rests on all documents', async () => {
    const schema = await datasets.schema(weighings.id)
    expect(schema).toMatchObject({ documents: size, isComplete: true, droppedFields: 0 })
    const field = (path: string) => schema.fields.find(candidate => candidate.path === path)
    expect(field('billed')).toMatchObject({ types: { boolean: size }, missing: 0, distinct: { count: 2 } })
    expect(field('axleLoadsKg')?.arrays).toMatchObject({ elements: [{ type: 'number' }] })
    const net = field('netKg')
    expect(net?.histogram).toHaveLength(30)
    expect(net?.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(size)
    expect(net?.top).toHaveLength(10)
    expect(net?.mean).toBeGreaterThan(Number(net?.min?.value))
    expect(net?.mean).toBeLessThan(Number(net?.max?.value))
    const notes = field('notes')
    expect((notes?.types.null ?? 0) + (notes?.types.string ?? 0) + (notes?.missing ?? 0)).toBe(size)
    expect(field('weighedAt')).toMatchObject({ types: { date: size }, min: { type: 'date' }, mean: null })
  })

  it('is copied as chosen, in the order on screen: rows with tabs, or whole documents', async () => {
    const chosen = {
      datasetId: weighings.id,
      sort: { keys: ['netKg'], descending: true },
      columns: [['ticket'], ['site']],
      places: [
        { from: 0, to: 2 },
        { from: 5, to: 6 },
      ],
    }
    const { datasetId, sort } = chosen
    const { rows } = await datasets.rows({ datasetId, sort, from: 0, to: 6, columns: chosen.columns })
    const wanted = [0, 1, 5].map(at => (rows[at]?.cells ?? []).map(cell => cell?.value))
    const lines = await datasets.copy({ ...chosen, format: 'tsv' }, unaborted)
    expect(lines.text.split('\r\n')).toEqual(['ticket\tsite', ...wanted.map(cells => cells.join('\t')), ''])
    const whole = await datasets.copy({ ...chosen, format: 'json' }, unaborted)
    const documents = JSON.parse(whole.text) as Record<string, unknown>[]
    expect(documents.map(({ ticket }) => ticket)).toEqual(wanted.map(([ticket]) => ticket))
    expect(documents[0]).toHaveProperty('_hash')
    const all = [{ from: 0, to: size }]
    expect(await datasets.copy({ ...chosen, places: all, format: 'tsv' }, unaborted)).toMatchObject({
      rows: 10_000,
    })
  })

  it('is exported as CSV, JSON, NDJSON and Parquet, which read back the same', async () => {
    const to = (format: string): string => join(root, `all.${format}`)
    for (const format of ['csv', 'json', 'ndjson', 'parquet'] as const) {
      const result = await datasets.export({ datasetId: weighings.id, format }, to(format), unaborted)
      expect(result).toMatchObject({ path: to(format), rows: size, bytes: (await stat(to(format))).size })
    }
    const documents = JSON.parse(await readFile(to('json'), 'utf8')) as Record<string, unknown>[]
    const lines = (await readFile(to('ndjson'), 'utf8')).trimEnd().split('\n')
    expect(documents).toHaveLength(size)
    expect(lines.map(line => JSON.parse(line))).toEqual(documents)
    const rows = parse(await readFile(to('csv')), { bom: true, columns: true }) as Record<string, string>[]
    expect(rows.map(row => [row._id, row.netKg])).toEqual(documents.map(row => [row._id, String(row.netKg)]))
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const found = await connection.runAndReadAll(
      `SELECT count(*), sum(netKg)::DOUBLE, count(DISTINCT _id), typeof(min(weighedAt)) FROM '${to('parquet')}'`,
    )
    const sum = documents.reduce((total, { netKg }) => total + Number(netKg), 0)
    expect(found.getRowsJS()).toEqual([[BigInt(size), sum, BigInt(size), 'TIMESTAMP']])
    connection.closeSync()
    instance.closeSync()
    expect((await readdir(root)).filter(name => name.endsWith('.part'))).toEqual([])
  })

  it('is exported in part: filtered, sorted, with chosen columns', async () => {
    const path = join(root, 'part.ndjson')
    await datasets.export(
      {
        ...{ datasetId: weighings.id, format: 'ndjson', columns: [['ticket'], ['netKg']] },
        filters: [{ kind: 'range', keys: ['netKg'], from: 25_000, to: null }],
        sort: { keys: ['netKg'], descending: true },
      },
      path,
      unaborted,
    )
    const rows = (await readFile(path, 'utf8'))
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line))
    const weights = rows.map(({ netKg }) => netKg)
    expect(Object.keys(rows[0])).toEqual(['ticket', 'netKg'])
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(25_000)
    expect(weights).toEqual(weights.toSorted((a, b) => b - a))
  })

  it.each(['csv', 'parquet'] as const)(
    'leaves nothing behind of a %s export that is cancelled',
    async format => {
      const controller = new AbortController()
      const running = datasets.export(
        { datasetId: weighings.id, format },
        join(root, `cut.${format}`),
        controller.signal,
      )
      controller.abort()
      await expect(running).rejects.toMatchObject({ code: 'cancelled' })
      expect((await readdir(root)).filter(name => name.startsWith('cut'))).toEqual([])
    },
  )
})

describe('a dataset that is deleted while it is exported and described', { timeout: 120_000 }, () => {
  it('ends both, and leaves no half file', async () => {
    const own = await open('deleted')
    const { id } = await loaded(own, 'movements')
    const path = join(root, 'deleted.csv')
    const running = [
      own.schema(id),
      own.export({ datasetId: id, format: 'csv' }, path, unaborted),
      own.export({ datasetId: id, format: 'parquet' }, path, unaborted),
    ].map(work => work.catch((error: unknown) => error))
    await own.remove(id)
    await Promise.all(running)
    expect(await readdir(join(root, 'deleted'))).toEqual([])
    expect((await readdir(root)).filter(name => name.endsWith('.part'))).toEqual([])
    await own.close()
  })
})

describe('a load', { timeout: 120_000 }, () => {
  it('is paused and resumed, after a restart as well, and ends with the same rows', async () => {
    const first = await open('resumed')
    const { id } = await first.loadAll(await sourceOf('weighings'), 'Weighings', null)
    await until(first, id, ({ documents }) => documents >= 2_000)
    expect(await first.pause(id)).toMatchObject({ state: 'paused' })
    await first.resume(id)
    await until(first, id, ({ documents }) => documents >= 6_000)
    await first.close()

    const second = await open('resumed')
    const [kept] = await second.list()
    expect(kept).toMatchObject({ id, state: 'paused' })
    expect(kept?.documents).toBeGreaterThanOrEqual(6_000)
    await second.resume(id)
    expect(await until(second, id, hasEnded)).toMatchObject({ state: 'ready', documents: size, notes: [] })
    const window = { from: 17_700, to: 17_900 }
    expect((await second.rows({ datasetId: id, ...window })).rows).toEqual(
      (await datasets.rows({ datasetId: weighings.id, ...window })).rows,
    )
    await second.close()
  })

  it('goes on after a page that failed once, and stops at one that keeps failing until it is resumed', async () => {
    const own = await open('failing')
    const source = await sourceOf('weighings')
    await explorer.fault({ kind: 'truncate' }, { method: 'SEARCH', count: 1 })
    const { id } = await own.loadAll(source, 'Weighings', null)
    await until(own, id, ({ documents }) => documents >= 4_000)
    await explorer.fault({ kind: 'status', status: 503, body: 'html' }, { method: 'SEARCH' })
    const failed = await until(own, id, hasEnded)
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'server_error', retryable: true } })
    await explorer.control('DELETE', 'faults')
    await own.resume(id)
    expect(await until(own, id, hasEnded)).toMatchObject({ state: 'ready', documents: size, error: null })
    await own.close()
  })

  it('is dropped with everything that came', async () => {
    const own = await open('dropped')
    const { id } = await own.loadAll(await sourceOf('weighings'), 'Weighings', null)
    await until(own, id, ({ documents }) => documents >= 2_000)
    await own.remove(id)
    expect(await own.list()).toEqual([])
    expect(await readdir(join(root, 'dropped'))).toEqual([])
    await own.close()
  })

  it('does without an order where the API refuses to sort, and says so', async () => {
    const own = await open('unsorted')
    await explorer.fault({ kind: 'status', status: 403, body: 'json' }, { method: 'SEARCH' })
    const dataset = await loaded(own, 'vehicles')
    expect(dataset).toMatchObject({ state: 'ready', documents: 140 })
    expect(dataset.notes.join()).toContain('refused to sort')
    await own.close()
  })
})

describe('an empty collection', () => {
  it('is a dataset without rows', async () => {
    const own = await open('empty')
    const { id, documents, state } = await loaded(own, 'disputes')
    expect({ documents, state }).toEqual({ documents: 0, state: 'ready' })
    expect(await own.rows({ datasetId: id, from: 0, to: 10 })).toMatchObject({
      total: 0,
      columns: [],
      rows: [],
    })
    expect(await own.schema(id)).toMatchObject({ documents: 0, isComplete: true, fields: [] })
    for (const format of ['csv', 'json', 'ndjson', 'parquet'] as const) {
      const path = join(root, `empty.${format}`)
      expect(await own.export({ datasetId: id, format }, path, unaborted)).toMatchObject({ rows: 0 })
    }
    expect(await readFile(join(root, 'empty.json'), 'utf8')).toBe('[]\n')
    await own.close()
  })
})

describe('what is kept', { timeout: 120_000 }, () => {
  it('is what was pinned; the rest goes when the app ends, and at the next start after a crash', async () => {
    const first = await open('kept')
    const pinned = await loaded(first, 'vehicles')
    const other = await loaded(first, 'materials')
    await first.pin(pinned.id, true)
    // A crash: nothing is closed, another start finds the folder.
    const second = await open('kept')
    expect(await second.list()).toMatchObject([{ id: pinned.id, state: 'ready', pinned: true }])
    expect(await readdir(join(root, 'kept'))).toEqual([pinned.id])
    expect(await second.rows({ datasetId: pinned.id, from: 0, to: 1 })).toMatchObject({ total: 140 })
    await second.pin(pinned.id, false)
    await second.close()
    expect(await readdir(join(root, 'kept'))).toEqual([])
    expect(other.id).not.toBe(pinned.id)
    await first.close()
  })
})

describe('a start', { timeout: 120_000 }, () => {
  it('is over before datasets are listed or loaded, whoever is first', async () => {
    const before = await open('start')
    const kept = await loaded(before, 'vehicles')
    await before.pin(kept.id, true)
    await before.close()
    const listing = unopened('start')
    const opening = listing.open()
    expect(await listing.list()).toMatchObject([{ id: kept.id, state: 'ready' }])
    await opening
    await listing.close()
    const loading = unopened('start')
    const started = loading.loadAll(await sourceOf('materials'), 'Materials', kept.id)
    await loading.open()
    expect(await started).toMatchObject({ previousId: kept.id, pinned: true })
    await loading.close()
  })
})

describe('documents that a reader may stumble over', { timeout: 120_000 }, () => {
  it('are shown as the explorer shows them, with nothing lost in a JSON export', async () => {
    const own = await open('odd')
    const { id } = await loaded(own, 'curiosities')
    const collection = await explorer.collection('curiosities')
    const query = { ...collection.query, sort: '{"_id":1}' }
    const block = await explorer.api.documents(explorer.connection, {
      ...collection,
      query,
      block: 0,
      fresh: true,
    })
    const { columns, rows } = await own.rows({ datasetId: id, from: 0, to: 50 })
    const byPath = new Map(block.columns.map((column, index) => [JSON.stringify(column.keys), index]))
    for (const [at, { keys }] of columns.entries()) {
      const same = byPath.get(JSON.stringify(keys))
      if (same === undefined) continue
      expect(rows.map(({ cells }) => cells[at])).toEqual(block.rows.map(({ cells }) => cells[same]))
    }
    expect(columns.map(({ keys }) => keys)).toContainEqual(['__proto__', 'polluted'])
    await expectTypesToBeFound(own, id)
    const path = join(root, 'odd.ndjson')
    await own.export({ datasetId: id, format: 'ndjson' }, path, unaborted)
    const text = await readFile(path, 'utf8')
    for (const digits of [
      '9007199254740993',
      '123456789012345678901234567890',
      '0.1000000000000000055511151231257827',
    ]) {
      expect(text).toContain(digits)
    }
    expect(text).toContain('"__proto__":{"polluted":true}')
    await own.close()
  })
})

/** Each type of each column finds as many documents as the table counted when it was made. */
async function expectTypesToBeFound(of: Datasets, datasetId: string): Promise<void> {
  const { columns } = await of.rows({ datasetId, from: 0, to: 1 })
  for (const { keys, types } of columns) {
    for (const type of cellTypes.filter(found => found === 'string' || found in types)) {
      const filters = [{ kind: 'types' as const, keys: [...keys], types: [type] }]
      const { total } = await of.rows({ datasetId, from: 0, to: 1, filters })
      expect([keys, type, total]).toEqual([keys, type, types[type] ?? 0])
    }
  }
}

function firstNumber([value]: readonly unknown[]): number {
  return Number(value)
}
