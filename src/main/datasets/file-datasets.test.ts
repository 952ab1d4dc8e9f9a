import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Dataset } from '../../shared/datasets.ts'
import { createDatasets } from './create-datasets.ts'
import type { Datasets } from './datasets.ts'

let folder: string
let datasets: Datasets

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'))
  datasets = createDatasets({
    folder: join(folder, 'datasets'),
    api: { documentPage: unused, count: unused },
    connectionOf: unused,
    bodyOf: unused,
    startWorker: () => new Worker(new URL('./dataset-worker.ts', import.meta.url)),
    newId: randomUUID,
    now: Date.now,
    delay: unused,
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

function unused(): Promise<never> {
  return Promise.reject(new Error('Not for this'))
}

/** Opens a file of this content and waits until it is a dataset, or is not. */
async function opened(name: string, content: string): Promise<Dataset> {
  const path = join(folder, name)
  await writeFile(path, content)
  return openedAt(path)
}

async function openedAt(path: string): Promise<Dataset> {
  const { id } = await datasets.fromFile(path)
  return vi.waitFor(
    async () => {
      const found = (await datasets.list()).find(dataset => dataset.id === id)
      if (found?.state === 'ready' || found?.state === 'failed') return found
      throw new Error(`Still ${found?.state}`)
    },
    { timeout: 20_000, interval: 10 },
  )
}

async function values(datasetId: string): Promise<readonly unknown[]> {
  const { columns, rows } = await datasets.rows({ datasetId, from: 0, to: 9 })
  return rows.map(({ cells }) =>
    Object.fromEntries(columns.map(({ path }, at) => [path, cells[at]?.value ?? null])),
  )
}

describe('a dataset of a file', { timeout: 60_000 }, () => {
  const two = [
    { n: 1, text: 'a' },
    { n: 2, text: 'b' },
  ]

  it.each([
    ['list.json', '[{"n":1,"text":"a"},{"n":2,"text":"b"}]'],
    ['envelope.json', '{"data":[{"n":1,"text":"a"},{"n":2,"text":"b"}]}'],
    ['lines.ndjson', '{"n":1,"text":"a"}\n\n{"n":2,"text":"b"}\n'],
    ['lines-by-another-name.json', '{"n":1,"text":"a"}\n{"n":2,"text":"b"}'],
    ['table.csv', 'n,text\n1,a\n2,b\n'],
    ['no-name-for-it', 'n;text\n1;a\n2;b\n'],
    ["[*] '; DROP TABLE data; --.csv", 'n,text\n1,a\n2,b\n'],
  ])('has the documents of %s', async (name, content) => {
    const dataset = await opened(name, content)
    expect(dataset).toMatchObject({ state: 'ready', documents: 2, name, notes: [] })
    expect(await values(dataset.id)).toEqual(two)
    // The record is written a moment after it is told.
    await expect
      .poll(() => readdir(join(folder, 'datasets', dataset.id)))
      .toEqual(['data.duckdb', 'dataset.json'])
  })

  it('keeps every digit of a CSV file, and has numbers where that costs none', async () => {
    const names = 'plain,zip,long,price,float,exact,truth,day,german,code,name,late'
    const rows = [
      '1,01234,123456789012345678901,1.50,1.5e-7,0.30000000000000004,true,2026-01-02,02.01.2026,12e5,nan,1',
      '-2,99999,5,2,2e+10,0.1,False,2026-01-03,31.12.2026,1234,5,2',
    ]
    const many = Array.from({ length: 30_000 }, () => rows[1])
    const late = (rows[1] ?? '').replace(/2$/, 'x').replace(',0.1,', ',0.1000000000000000055511,')
    const file = await opened('typed.csv', [names, ...rows, ...many, late].join('\n'))
    expect(file).toMatchObject({ state: 'ready', documents: 30_003 })
    const [first, second] = await values(file.id)
    expect(first).toEqual({
      ...{ plain: 1, zip: '01234', long: '123456789012345678901', price: 1.5, float: 1.5e-7 },
      ...{ exact: '0.30000000000000004', truth: true, day: '2026-01-02', german: '02.01.2026' },
      ...{ code: '12e5', name: 'nan', late: '1' },
    })
    expect(second).toMatchObject({ plain: -2, zip: '99999', long: '5', price: 2, float: 2e10, truth: false })
  })

  it('has the rows of a Parquet file', async () => {
    const path = join(folder, 'table.parquet')
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    await connection.run(`COPY (SELECT 1 AS n, 'a' AS text UNION ALL SELECT 2, 'b') TO '${path}'`)
    connection.closeSync()
    instance.closeSync()
    expect(await values((await openedAt(path)).id)).toEqual(two)
  })

  it('has the rows of a file that a relative link leads to', async () => {
    await writeFile(join(folder, 'linked.csv'), 'n,text\n1,a\n2,b\n')
    await symlink('linked.csv', join(folder, 'link.csv'))
    const dataset = await openedAt(join(folder, 'link.csv'))
    expect(dataset).toMatchObject({ state: 'ready', name: 'link.csv' })
    expect(await values(dataset.id)).toEqual(two)
    expect((await readdir(folder)).filter(name => name.startsWith('link'))).toHaveLength(2)
  })

  it('says in which line a file goes wrong', async () => {
    const lines = await opened('broken.ndjson', '{"n":1}\n{"n":2}\n{"n":}\n')
    expect(lines).toMatchObject({ state: 'ready', documents: 2 })
    expect(lines.notes.join()).toContain('line 3')
    expect((await opened('none.json', '{"a":5}')).error?.message).toContain('no list of documents')
    const csv = await opened('broken.csv', `n,text\n${'1,a\n'.repeat(40_000)}2,b,c\n`)
    expect(csv.error?.message).toContain('line 40,002')
    await expect(datasets.fromFile(join(folder, 'missing.json'))).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await writeFile(join(folder, 'wrong.parquet'), 'text')
    await expect(datasets.fromFile(join(folder, 'wrong.parquet'))).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})
