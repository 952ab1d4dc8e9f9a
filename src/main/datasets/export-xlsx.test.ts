import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { inflateRawSync } from 'node:zlib'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildTable } from './build-table.ts'
import { type DatasetTable, openTable } from './dataset-table.ts'
import { exportDataset } from './export-dataset.ts'
import type { ExportRequest } from './export-selection.ts'
import { sheetNameOf } from './export-workbook.ts'
import { createWorkerClient, type WorkerClient } from './worker-client.ts'

/** Texts that a spreadsheet could take for a formula (OWASP, CSV Injection), and what else is awkward in XML. */
const hostile = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '=HYPERLINK("http://127.0.0.1","x")',
  "=cmd|' /C calc'!A0",
  '<f>1+1</f>',
  '_x0041_',
  'a\u0000b\u0008c',
  'a\r\nb',
  ' room ',
]
const documents = [
  ...hostile.map((text, n) => ({ n, text, '=name': n })),
  {
    n: 20,
    big: 9007199254740,
    at: '2026-01-31T10:20:30Z',
    day: '2026-01-31',
    mixed: '2026-02-30',
    apiKey: 'k-1',
    list: [1, { a: '=2' }],
    ok: true,
    kg: 12.5,
  },
  { n: 21, at: '1850-01-01T00:00:00Z', day: '2026-02-01', mixed: 5, long: 'x'.repeat(40_000), kg: -3 },
]
/** Digits that a double does not hold. */
const lines = [...documents.map(document => JSON.stringify(document)), '{"n":22,"big":9223372036854775808}']

let folder: string
let table: DatasetTable
let worker: WorkerClient

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheet-'))
  const page = join(folder, 'page.ndjson')
  await writeFile(page, `${lines.join('\n')}\n`)
  const database = join(folder, 'data.duckdb')
  const built = await buildTable({
    ...{ folder, database, pages: [page], longestPage: 200_000 },
    signal: new AbortController().signal,
  })
  worker = newWorker()
  table = await openTable({ database, ...built, worker })
})
afterAll(async () => {
  await table.close()
  await worker.stop()
  await rm(folder, { recursive: true })
})

function newWorker(): WorkerClient {
  return createWorkerClient(() => new Worker(new URL('./dataset-worker.ts', import.meta.url)))
}

async function written(request: Omit<ExportRequest, 'datasetId' | 'format'>, name: string) {
  const path = join(folder, `${name}.xlsx`)
  const result = await exportDataset({ datasetId: 'x', format: 'xlsx', ...request }, path, {
    ...{ table, worker, name: 'Weighings: all', ownWorker: newWorker },
    onProgress: () => undefined,
    signal: new AbortController().signal,
  })
  const [sheet] = (await readXlsx(await readFile(path))).sheets
  const [head = [], ...rows] = sheet?.rows ?? []
  return {
    path,
    result,
    sheet,
    records: rows.map(row => Object.fromEntries(head.map((key, at) => [key, row[at]]))),
  }
}

/** The first part of the archive, which is the first sheet: its head is 30 bytes, a name and more (PKWARE, APPNOTE). */
function sheetXml(archive: Buffer): string {
  const start = 30 + archive.readUInt16LE(26) + archive.readUInt16LE(28)
  const xml = inflateRawSync(archive.subarray(start)).toString('utf8')
  expect(xml).toContain('<sheetData>')
  return xml
}

describe('a workbook', () => {
  it('holds text that looks like a formula as text, and no formula at all', async () => {
    const { path, records, sheet } = await written({}, 'hostile')
    expect(records.slice(0, hostile.length).map(({ text }) => text)).toEqual(hostile)
    expect(Object.keys(records[0] ?? {})).toContain('=name')
    expect([...(sheet?.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual([])
    expect(sheetXml(await readFile(path))).not.toMatch(/<f[\s>]/)
  })

  it('holds numbers, dates, and yes and no as such, and long numbers digit by digit', async () => {
    const { records } = await written({}, 'types')
    const [whole, old, long] = records.slice(hostile.length)
    expect(whole).toMatchObject({
      ...{ n: 20, big: 9007199254740, kg: 12.5, ok: true, list: '[1,{"a":"=2"}]', mixed: '2026-02-30' },
      ...{ at: new Date('2026-01-31T10:20:30Z'), day: new Date('2026-01-31T00:00:00Z') },
    })
    expect(old).toMatchObject({ kg: -3, at: '1850-01-01T00:00:00Z' })
    expect(long).toMatchObject({ big: '9223372036854775808' })
  })

  it('says which texts were cut to what a cell holds', async () => {
    const { records, result } = await written({ columns: [['long']] }, 'long')
    expect(records.map(({ long }) => String(long ?? '').length)).toContain(32_767)
    expect(result.notes).toEqual(['One text was cut: an Excel cell holds 32,767 characters.'])
  })

  it('masks what looks like a secret unless it is asked for by name', async () => {
    const masked = await written({ columns: [['n'], ['apiKey']] }, 'masked')
    expect(masked.records.at(-3)).toEqual({ n: 20, apiKey: '••••••••' })
    const asked = await written({ columns: [['n'], ['apiKey']], unmasked: [['apiKey']] }, 'asked')
    expect(asked.records.at(-3)).toEqual({ n: 20, apiKey: 'k-1' })
  })

  it('holds the chosen rows in their order', async () => {
    const { records, result } = await written(
      {
        columns: [['n']],
        sort: { keys: ['n'], descending: true },
        places: [
          { from: 0, to: 2 },
          { from: 4, to: 5 },
          { from: 15, to: 99 },
        ],
      },
      'chosen',
    )
    expect(records.map(({ n }) => n)).toEqual([22, 21, 11, 0])
    expect(result.rows).toBe(4)
  })

  it('leaves nothing behind when it is cancelled or cannot be written', async () => {
    const controller = new AbortController()
    const parts = { table, worker, name: 'x', ownWorker: newWorker, onProgress: () => controller.abort() }
    const request = { datasetId: 'x', format: 'xlsx' as const }
    await expect(
      exportDataset(request, join(folder, 'cut.xlsx'), { ...parts, signal: controller.signal }),
    ).rejects.toMatchObject({ code: 'cancelled' })
    const { signal } = new AbortController()
    await expect(
      exportDataset(request, join(folder, 'nowhere', 'x.xlsx'), { ...parts, signal }),
    ).rejects.toMatchObject({ code: 'invalid_input', message: 'The file could not be written.' })
    expect((await readdir(folder)).filter(name => name.startsWith('cut') || name.endsWith('.part'))).toEqual(
      [],
    )
  })

  it('has a name that Excel takes', () => {
    expect(sheetNameOf("'a[b]:c*d?e/f\\g'")).toBe('a b  c d e f g')
    expect(sheetNameOf('History')).toBe('Documents')
    expect(sheetNameOf('x'.repeat(50))).toHaveLength(25)
  })
})
