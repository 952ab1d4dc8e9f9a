import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildTable } from './build-table.ts'
import { copiedDocuments } from './copy-documents.ts'
import { type DatasetTable, openTable } from './dataset-table.ts'
import { describeField } from './describe-fields.ts'
import { openExporter } from './engine.ts'
import { exportDataset } from './export-dataset.ts'
import type { ExportRequest } from './export-selection.ts'
import { splitPage } from './split-page.ts'
import { createWorkerClient, type WorkerClient } from './worker-client.ts'

const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`
const documents = [
  '{"n":1,"mixed":5,"big":9007199254740993,"at":"2026-01-31","vehicle":{"plate":"HH-AB 1"},"apiKey":"k-1"}',
  '{"n":2,"mixed":"5","big":9223372036854775808,"at":"2026-02-01T10:00:00Z","vehicle":{"plate":null},"apiKey":"k-2"}',
  '{"n":null,"mixed":{"a":1},"at":"2026-03-01","vehicle":"none","list":[{"password":"hunter2"},1]}',
  '{"n":-3,"mixed":[1,2],"text":"🚛 ﷽ \\u0000 \\ud800 \\ud83d\\ude9b","__proto__":{"x":1},"":0,"a.b":1,"a/b~c":"\\"q\\""}',
  `{"deep":${deep}}`,
  '5',
  '"text"',
  '{}',
]

let folder: string
let table: DatasetTable
let worker: WorkerClient
const built = { documents: 0 }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'table-'))
  const page = join(folder, 'page')
  await splitPage(Buffer.from(`{"data":[${documents.join(',\n')}]}`), 1000, page)
  const database = join(folder, 'data.duckdb')
  const signal = new AbortController().signal
  const result = await buildTable({ folder, database, pages: [page], longestPage: 50_000, signal })
  built.documents = result.documents
  worker = createWorkerClient(() => new Worker(new URL('./dataset-worker.ts', import.meta.url)))
  table = await openTable({ database, ...result, worker })
})
afterAll(async () => {
  await table.close()
  await worker.stop()
  await rm(folder, { recursive: true, force: true })
})

const column = async (keys: string[]) => {
  const { rows } = await table.rows({ from: 0, to: 100, columns: [keys] })
  return rows.map(({ cells: [cell] }) => (cell === null || cell === undefined ? undefined : cell.value))
}
const storage = (path: string) => table.fields.find(({ keys }) => keys.join('.') === path)?.storage

async function exported(request: Omit<ExportRequest, 'datasetId'>): Promise<string> {
  const path = join(folder, `out.${request.format}`)
  const signal = new AbortController().signal
  await exportDataset({ datasetId: 'x', ...request }, path, {
    ...{ table, worker, signal, name: 'x', ownWorker: () => worker },
    onProgress: () => undefined,
  })
  return path
}

describe('the table of a dataset', () => {
  it('holds every document, and its fields by the types of their values', () => {
    expect(built.documents).toBe(documents.length)
    expect(storage('n')).toBe('integer')
    expect(storage('mixed')).toBe('json')
    expect(storage('big')).toBe('hugeint')
    expect(storage('at')).toBe('timestamp')
    expect(storage('vehicle.plate')).toBe('text')
    expect(table.fields.find(({ keys }) => keys[0] === 'mixed')?.types).toMatchObject({
      number: 1,
      string: 1,
      array: 1,
    })
  })

  it('tells missing from null, keeps long numbers, and any key', async () => {
    expect(await column(['n'])).toEqual([1, 2, null, -3, undefined, undefined, undefined, undefined])
    expect(await column(['big'])).toEqual([
      '9007199254740993',
      '9223372036854775808',
      ...Array(6).fill(undefined),
    ])
    expect((await column(['value'])).slice(5)).toEqual([5, 'text', undefined])
    expect((await column(['__proto__', 'x']))[3]).toBe(1)
    expect((await column(['']))[3]).toBe(0)
    expect((await column(['a.b']))[3]).toBe(1)
    expect((await column(['a/b~c']))[3]).toBe('"q"')
    expect((await column(['text']))[3]).toBe('🚛 ﷽ \u0000 \ufffd 🚛')
  })

  it('sorts values before null before what is missing, and mixed types by kind', async () => {
    const sorted = async (keys: string[], descending: boolean) => {
      const { rows } = await table.rows({ from: 0, to: 4, columns: [keys], sort: { keys, descending } })
      return rows.map(({ cells: [cell] }) => cell?.value)
    }
    expect(await sorted(['n'], false)).toEqual([-3, 1, 2, null])
    expect(await sorted(['n'], true)).toEqual([2, 1, -3, null])
    expect(await sorted(['mixed'], false)).toEqual([5, '5', '[1,2]', undefined])
  })

  it('filters mixed and long values exactly', async () => {
    const total = async (keys: string[], value: string | number) =>
      (await table.rows({ from: 0, to: 9, filters: [{ kind: 'values', keys, values: [value] }] })).total
    expect(await total(['mixed'], 5)).toBe(1)
    expect(await total(['mixed'], '5')).toBe(1)
    expect(await total(['big'], '9007199254740993')).toBe(1)
    expect(await total(['big'], '9007199254740992')).toBe(0)
    expect(await total(['text'], "'); DROP TABLE data; --")).toBe(0)
    expect(await total(['n'], 'no number')).toBe(0)
    await expect(total(['nowhere'], 1)).rejects.toMatchObject({ code: 'invalid_input' })
  })

  it('shows no value under a name that looks like a secret', async () => {
    expect(new Set(await column(['apiKey']))).toEqual(new Set(['••••••••', undefined]))
    expect(JSON.stringify(await column(['list']))).not.toContain('hunter2')
    expect(JSON.stringify(await table.document({ row: 2 }))).not.toContain('hunter2')
    await expect(table.groups({ by: ['apiKey'] })).rejects.toMatchObject({ code: 'invalid_input' })
    const schema = await table.lend(connection =>
      Promise.all(
        [...table.fields.keys()].map(index => describeField(table, connection, index, built.documents)),
      ),
    )
    expect(JSON.stringify(schema)).not.toMatch(/k-1|hunter2/)
    expect(schema.filter(({ masked }) => masked).map(({ path }) => path)).toEqual(['apiKey', 'list'])
  })

  it.each(['csv', 'json', 'ndjson', 'parquet'] as const)(
    'writes secrets to %s only where their field is asked for by name',
    async format => {
      expect(await readFile(await exported({ format }), 'latin1')).not.toMatch(/k-1|hunter2/)
      // Parquet is compressed; it is read back.
      const path = await exported({ format, unmasked: [['apiKey']] })
      if (format !== 'parquet') {
        const text = await readFile(path, 'utf8')
        expect(text).toContain('k-1')
        expect(text).not.toContain('hunter2')
        return
      }
      const instance = await DuckDBInstance.create(':memory:')
      const connection = await instance.connect()
      const rows = (
        await connection.runAndReadAll(`SELECT "apiKey", list FROM '${path}' LIMIT 3`)
      ).getRowsJS()
      expect(rows).toEqual([
        ['k-1', null],
        ['k-2', null],
        [null, '••••••••'],
      ])
      connection.closeSync()
      instance.closeSync()
    },
  )

  it.each(['tsv', 'json'] as const)('copies no secret as %s', async format => {
    const columns = table.fields.map(({ keys }) => keys)
    const places = [{ from: 0, to: 9 }]
    const { signal } = new AbortController()
    const copied = await copiedDocuments({ datasetId: 'd', format, columns, places }, table, worker, signal)
    expect(copied.rows).toBe(built.documents)
    expect(copied.text).toContain('••••••••')
    expect(copied.text).not.toMatch(/k-1|hunter2/)
  })

  it('cannot be made to reach anything outside itself', async () => {
    const hostile = [
      "SELECT * FROM read_text('/etc/passwd')",
      "COPY (SELECT 1) TO '/tmp/out.csv'",
      'INSTALL httpfs',
      "ATTACH '/tmp/other.duckdb'",
      "SET memory_limit = '10GB'",
      'DELETE FROM data',
    ]
    const exporter = await openExporter(table.database, join(folder, 'allowed.parquet'))
    await table.lend(async reader => {
      for (const sql of hostile) {
        await expect(reader.run(sql)).rejects.toThrow()
        await expect(exporter.connection.run(sql)).rejects.toThrow()
      }
    })
    exporter.close()
  })
})
