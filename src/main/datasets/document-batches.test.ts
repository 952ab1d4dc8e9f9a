import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { buildTable } from './build-table.ts'
import { openTable } from './dataset-table.ts'
import { documentBatches } from './document-batches.ts'
import { exportDataset } from './export-dataset.ts'
import { createWorkerClient, type WorkerClient } from './worker-client.ts'
import type { JobInput } from './worker-jobs.ts'

const most = 16_000_000
const lengthOf = (batch: readonly string[]): number => batch.reduce((sum, text) => sum + text.length, 0)

describe('batches of documents', () => {
  it('are as many as come where they are short', () => {
    const batches = [...documentBatches(5000, index => `{"n":${index}}`)]
    expect(batches.map(({ length }) => length)).toEqual([2048, 2048, 904])
    expect(batches.flat()[4999]).toBe('{"n":4999}')
    expect([...documentBatches(0, String)]).toEqual([])
  })

  it('hold no more text than a batch may, but for a document that is longer', () => {
    const lengths = [7_000_000, 9_000_000, 1, 20_000_000, 15_000_000, 2_000_000]
    const batches = [...documentBatches(lengths.length, index => 'x'.repeat(lengths[index] ?? 0))]
    expect(batches.map(batch => batch.map(({ length }) => length))).toEqual([
      [7_000_000, 9_000_000],
      [1],
      [20_000_000],
      [15_000_000],
      [2_000_000],
    ])
  })

  it('are read one by one, never more than a batch and the document after it', () => {
    let read = 0
    const textAt = (): string => {
      read += 1_000_000
      return 'x'.repeat(1_000_000)
    }
    let taken = 0
    for (const batch of documentBatches(100, textAt)) {
      expect(read - taken).toBeLessThanOrEqual(most + 1_000_000)
      taken += lengthOf(batch)
    }
    expect(taken).toBe(100_000_000)
  })
})

describe('an export of few large documents', () => {
  const documents = Array.from({ length: 40 }, (_, n) => JSON.stringify({ n, text: `${n} `.repeat(350_000) }))

  /** The texts that the worker is given at a time. */
  function watched(worker: WorkerClient, given: number[]): WorkerClient {
    return {
      ...worker,
      run(name, input) {
        if (name === 'lines') given.push(lengthOf((input as JobInput<'lines'>).documents))
        return worker.run(name, input)
      },
    }
  }

  it('hands the worker no more than a batch at a time, and writes all of them in their order', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'batches-'))
    const page = join(folder, 'page.ndjson')
    const text = `${documents.join('\n')}\n`
    await writeFile(page, text)
    const worker = createWorkerClient(() => new Worker(new URL('./dataset-worker.ts', import.meta.url)))
    try {
      const database = join(folder, 'data.duckdb')
      const { signal } = new AbortController()
      const built = await buildTable({ folder, database, pages: [page], longestPage: text.length, signal })
      const table = await openTable({ database, ...built, worker })
      const given: number[] = []
      const path = join(folder, 'out.ndjson')
      const { rows } = await exportDataset({ datasetId: 'x', format: 'ndjson' }, path, {
        ...{ table, worker: watched(worker, given), name: 'x', ownWorker: () => worker, signal },
        onProgress: () => undefined,
      })
      await table.close()
      expect(rows).toBe(40)
      expect(await readFile(path, 'utf8')).toBe(text)
      expect(given.length).toBeGreaterThan(1)
      expect(Math.max(...given)).toBeLessThanOrEqual(most)
      expect(given.reduce((sum, length) => sum + length, 0)).toBe(lengthOf(documents))
    } finally {
      await worker.stop()
      await rm(folder, { recursive: true })
    }
  })
})
