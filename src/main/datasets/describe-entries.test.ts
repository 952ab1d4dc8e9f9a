import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SchemaField } from '../../shared/datasets.ts'
import { buildTable } from './build-table.ts'
import { type DatasetTable, openTable } from './dataset-table.ts'
import { describeField } from './describe-fields.ts'
import { createWorkerClient, type WorkerClient } from './worker-client.ts'

const documents = [
  '{"loads":[7100,8500.5],"lines":[{"sku":"a","amount":2,"at":"2026-01-01"},{"sku":"a","amount":null}]}',
  '{"loads":[6000,"heavy",null],"lines":[{"sku":"b","amount":4,"apiKey":"k-1","a/b~c":true}]}',
  '{"loads":[],"lines":[["x"],{"sku":"b","inner":{"deep":1}}]}',
  '{"loads":null}',
]

let folder: string
let table: DatasetTable
let worker: WorkerClient

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entries-'))
  const page = join(folder, 'page.ndjson')
  await writeFile(page, `${documents.join('\n')}\n`)
  const database = join(folder, 'data.duckdb')
  const { signal } = new AbortController()
  const built = await buildTable({ folder, database, pages: [page], longestPage: 1_000_000, signal })
  worker = createWorkerClient(() => new Worker(new URL('./dataset-worker.ts', import.meta.url)))
  table = await openTable({ database, ...built, worker })
})
afterAll(async () => {
  await table.close()
  await worker.stop()
  await rm(folder, { recursive: true })
})

async function entriesOf(path: string): Promise<readonly SchemaField[]> {
  const index = table.fields.findIndex(({ keys }) => keys.join('.') === path)
  const field = await table.lend(connection => describeField(table, connection, index, documents.length))
  expect(field.arrays?.entries).toBe(5)
  return field.arrays?.fields ?? []
}

describe('what is in the arrays of a field', () => {
  it('is told from the first 100,000 of them, with the number of all', async () => {
    const many = join(folder, 'many')
    await mkdir(many)
    const page = join(many, 'page.ndjson')
    await writeFile(page, '{"l":[1,2]}\n'.repeat(100_001))
    const database = join(many, 'data.duckdb')
    const { signal } = new AbortController()
    const built = await buildTable({ folder: many, database, pages: [page], longestPage: 2_000_000, signal })
    const large = await openTable({ database, ...built, worker })
    const field = await large.lend(connection => describeField(large, connection, 0, 100_001))
    await large.close()
    expect(field.arrays).toMatchObject({ entries: 200_000, allEntries: 200_002 })
  })

  it('is described as a field of its own', async () => {
    const [loads, ...others] = await entriesOf('loads')
    expect(others).toEqual([])
    expect(loads).toMatchObject({
      ...{ path: 'loads[]', keys: ['loads[]'], missing: 0, masked: false },
      types: { number: 3, string: 1, null: 1 },
      distinct: { count: 4, isApproximate: false },
    })
    expect(loads?.mean).toBeCloseTo(7200.17, 1)
    expect(loads?.top.map(({ cell, count }) => [cell?.value, count])).toContainEqual(['heavy', 1])
  })

  it('has its keys described where it is objects', async () => {
    const fields = await entriesOf('lines')
    const of = (path: string) => fields.find(field => field.path === path)
    expect(fields.map(({ path }) => path)).toEqual([
      ...[
        'lines[]',
        'lines[].sku',
        'lines[].amount',
        'lines[].at',
        'lines[].apiKey',
        'lines[].a/b~c',
        'lines[].inner',
      ],
    ])
    expect(of('lines[]')).toMatchObject({ types: { array: 1 }, missing: 4 })
    expect(of('lines[].sku')).toMatchObject({
      ...{ types: { string: 4 }, missing: 1, min: { value: 'a' }, max: { value: 'b' } },
    })
    expect(of('lines[].amount')).toMatchObject({
      ...{ types: { number: 2, null: 1 }, missing: 2, mean: 3, min: { value: 2 }, max: { value: 4 } },
    })
    expect(of('lines[].at')).toMatchObject({ types: { date: 1 } })
    expect(of('lines[].a/b~c')).toMatchObject({ types: { boolean: 1 } })
    expect(of('lines[].inner')).toMatchObject({ types: { object: 1 } })
  })

  it('tells nothing of what looks like a secret', async () => {
    const secret = (await entriesOf('lines')).find(({ path }) => path === 'lines[].apiKey')
    expect(secret).toMatchObject({ masked: true, top: [], min: null })
  })
})
