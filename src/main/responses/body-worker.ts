import { readFileSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import type { BodyJob, BodyNews } from './body-jobs.ts'
import { searchBody } from './search-body.ts'

/** The worker thread of bodies: one search or one filter, then it is done. Main ends it when that takes too long. */

const tell = (news: BodyNews): void => parentPort?.postMessage(news)

const search = (job: Extract<BodyJob, { kind: 'search' }>): void =>
  searchBody(job.body, job.decoder, job.search, (matches, count) => tell({ kind: 'found', matches, count }))

const filter = async (job: Extract<BodyJob, { kind: 'filter' }>): Promise<void> => {
  // Loaded when used: a search shall not wait for it.
  const { FilterRefusal, filterJson } = await import('./filter-json.ts')
  const bytes = 'memory' in job.body ? job.body.memory : readFileSync(job.body.path)
  try {
    for (const { text, count } of filterJson(new TextDecoder().decode(bytes), job.path)) {
      tell({ kind: 'filtered', bytes: Buffer.from(text), count })
    }
  } catch (error) {
    // Any other failure ends the thread, and with it the job.
    if (!(error instanceof FilterRefusal)) throw error
    tell({ kind: 'refused', message: error.message, hint: error.hint })
  }
}

parentPort?.once('message', async (job: BodyJob) => {
  if (job.kind === 'search') search(job)
  else await filter(job)
  tell({ kind: 'done' })
})
