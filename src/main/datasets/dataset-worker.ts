import { parentPort } from 'node:worker_threads'
import { detailOfText, maskSecrets, parseJson, tableOf } from '../api/index.ts'
import { documentChanges } from './document-changes.ts'
import { documentRows } from './document-rows.ts'
import { documentStamps } from './document-stamps.ts'
import { exportLines } from './export-lines.ts'
import { createWorkbookJobs } from './export-workbook-jobs.ts'
import { createSplitJobs } from './split-jobs.ts'
import { splitPage } from './split-page.ts'
import type { JobAnswer, JobRequest, WorkerJobs } from './worker-jobs.ts'

/** The worker thread of datasets: everything that goes through whole documents and would hold the main thread up. */

const jobs: WorkerJobs = {
  split: ({ body, limit, file }) => splitPage(body, limit, file),
  stamps: async ({ body }) => documentStamps(body),
  ...createSplitJobs(),
  columns: async ({ documents }) => {
    const { columns, droppedColumns } = tableOf(documents.map(text => maskSecrets(parseJson(text))))
    return { columns, dropped: droppedColumns }
  },
  rows: async ({ documents, columns }) => documentRows(documents, columns),
  changes: async ({ pairs }) => pairs.map(documentChanges),
  detail: async ({ document }) => detailOfText(document),
  lines: async ({ documents, ...format }) => exportLines(documents, format),
  ...createWorkbookJobs(),
  // Loaded with the first question: the inference is larger than everything else here.
  types: async input => (await import('./types-code.ts')).typesCode(input),
}

parentPort?.on('message', ({ id, name, input }: JobRequest) => {
  const job = jobs[name] as (input: unknown) => Promise<unknown>
  const post = (answer: JobAnswer): void => parentPort?.postMessage(answer)
  // A job that throws must not end the worker, nor its message carry anything of a document.
  Promise.resolve(input)
    .then(job)
    .then(
      output => post({ id, output }),
      (error: unknown) => post({ id, error: error instanceof Error ? error.name : 'Error' }),
    )
})
