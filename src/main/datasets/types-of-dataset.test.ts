import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DatasetTypes, TypesLanguage } from '../../shared/datasets.ts'
import { buildTable } from './build-table.ts'
import { type DatasetTable, openTable } from './dataset-table.ts'
import { typeNameOf } from './types-code.ts'
import { typesOfDataset } from './types-of-dataset.ts'
import { createWorkerClient, type WorkerClient } from './worker-client.ts'

const run = promisify(execFile)

/** Documents of which a few, far from each other, differ from all others. */
const size = 5000
const different: Readonly<Record<number, string>> = {
  1234: '{"n":1,"kg":0.5,"site":null,"lines":[]}',
  2345: '{"n":"one","kg":1,"site":"NORTH","lines":[{"sku":"a","amount":null}],"rare":{"deep":{"er":true}}}',
  3456: '{"n":1,"kg":1,"lines":["text"],"site":"S","clientSecret":"hunter2-canary","pin":{"password":77}}',
  4567: '{"n":1,"kg":1,"site":"S","lines":[{"sku":"a","batch":9}],"class":true,"a-b":1,"ünï":1,"":1,"1st":1}',
}
const usual = '{"n":1,"kg":1,"site":"SOUTH","at":"2026-11-24T10:00:00Z","lines":[{"sku":"a","amount":2}]}'

let folder: string
let table: DatasetTable
let worker: WorkerClient

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'types-'))
  const page = join(folder, 'page.ndjson')
  const lines = Array.from({ length: size }, (_, at) => different[at] ?? usual)
  await writeFile(page, `${lines.join('\n')}\n`)
  const database = join(folder, 'data.duckdb')
  const { signal } = new AbortController()
  const built = await buildTable({ folder, database, pages: [page], longestPage: 1_000_000, signal })
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

function types(language: TypesLanguage, signal = new AbortController().signal): Promise<DatasetTypes> {
  return typesOfDataset(language, { table, documents: size, name: 'weighings', ownWorker: newWorker, signal })
}

describe('types', { timeout: 60_000 }, () => {
  it('rest on some documents in which every field occurs in every way', async () => {
    const { text, restsOn, documents, isComplete } = await types('typescript')
    expect({ documents, isComplete }).toEqual({ documents: size, isComplete: true })
    expect(restsOn).toBeLessThan(250)
    expect(text).toMatch(/export interface Weighing \{/)
    expect(text).toMatch(/\bn: +(number \| string|string \| number);/)
    expect(text).toMatch(/site: +(null \| string|string \| null);/)
    expect(text).toMatch(/rare\?: /)
    expect(text).toMatch(/batch\?: +number;/)
    expect(text).toMatch(/amount\?: +(null \| number|number \| null);/)
    expect(text).toMatch(/lines: +Array<\w+ \| string>;/)
    expect(text).toMatch(/at\?: +string;/)
  })

  it('name secrets and do not tell them', async () => {
    for (const language of ['typescript', 'csharp', 'python', 'schema'] as const) {
      const { text } = await types(language)
      expect(text.toLowerCase(), language).toContain('clientsecret')
      expect(text, language).not.toMatch(/hunter2|NORTH|SOUTH/)
    }
    expect((await types('typescript')).text).toMatch(/password: +number;/)
  })

  it('compile as TypeScript', async () => {
    const file = join(folder, 'types.ts')
    await writeFile(
      file,
      `${(await types('typescript')).text}\nexport const first = ${usual} satisfies Weighing\n`,
    )
    const tsc = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.bin', 'tsc')
    const checked = await run(tsc, ['--noEmit', '--strict', '--target', 'esnext', '--types', '', file], {
      cwd: folder,
    })
    expect(checked.stdout).toBe('')
  })

  it('compile as Python, where there is one', async context => {
    const python = await run('python3', ['--version']).catch(() => null)
    if (python === null) context.skip('There is no python3 on this machine.')
    const file = join(folder, 'types.py')
    await writeFile(file, (await types('python')).text)
    await run('python3', ['-m', 'py_compile', file])
    const read = `import sys, json; sys.path.insert(0, ${JSON.stringify(folder)}); import types_of as t`
    await writeFile(join(folder, 'types_of.py'), (await types('python')).text)
    const { stdout } = await run('python3', [
      '-c',
      `${read}; print(t.weighing_from_dict(json.loads(${JSON.stringify(usual)})).site)`,
    ])
    expect(stdout.trim()).toBe('SOUTH')
  })

  it('are a JSON Schema that says what must be there', async () => {
    const schema = JSON.parse((await types('schema')).text) as {
      readonly definitions: Readonly<Record<string, { readonly required: readonly string[] }>>
    }
    expect(schema.definitions['Weighing']?.required.toSorted()).toEqual(['kg', 'lines', 'n', 'site'])
  })

  it('end when nobody waits for them any more', async () => {
    const controller = new AbortController()
    const asked = types('csharp', controller.signal)
    controller.abort()
    await expect(asked).rejects.toThrow()
  })

  it('are called after one document of the collection', () => {
    expect(['weighings', 'deliveries', 'site access', 'status', '42', 'Waage'].map(typeNameOf)).toEqual([
      ...['Weighing', 'Delivery', 'SiteAccess', 'Status', 'Document42', 'Waage'],
    ])
  })
})
