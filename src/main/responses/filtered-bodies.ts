import type { Worker } from 'node:worker_threads'
import { type FilteredBody, maxFilterBytes } from '../../shared/bodies.ts'
import { ExplorerError } from '../../shared/errors.ts'
import type { Kept, KeptBodies } from './kept-bodies.ts'
import { runJob } from './run-job.ts'

/** How long a filter may take. */
const filterSeconds = 20

/** What JSONPath filters select of bodies: one result for each body, which goes with it. */
export interface FilteredBodies {
  /** Takes the place of the result before. Throws `invalid_input` for a wrong path and a body that is too large. */
  filter(responseId: string, path: string, signal?: AbortSignal): Promise<FilteredBody>
}

export function createFilteredBodies(bodies: KeptBodies, startWorker: () => Worker): FilteredBodies {
  const results = new Map<string, string>()

  const close = async (responseId: string): Promise<void> => {
    const result = results.get(responseId)
    results.delete(responseId)
    if (result !== undefined) await bodies.close(result)
  }

  bodies.onClose(close)

  const run = async (kept: Kept, path: string, signal: AbortSignal | undefined): Promise<FilteredBody> => {
    const writer = await bodies.open([], 'derived')
    let count = 0
    let writing = Promise.resolve()
    try {
      const end = await runJob(
        { kind: 'filter', body: kept.raw.handOver(), path },
        {
          startWorker,
          timeLimitMs: filterSeconds * 1000,
          signal,
          onNews(news) {
            if (news.kind !== 'filtered') return
            count = news.count
            writing = writing.then(() => writer.write(news.bytes))
            // Waited for below; until then nobody would hear of a failure.
            writing.catch(() => undefined)
          },
        },
      )
      await writing
      if (end === 'out of time') throw tooSlow()
      return { ...(await writer.finish('application/json')), count }
    } catch (error) {
      await writing.catch(() => undefined)
      await writer.drop()
      throw error
    }
  }

  return {
    async filter(responseId, path, signal) {
      if (bodies.find(responseId).facts.bytes > maxFilterBytes) throw tooLarge()
      const result = await bodies.use(responseId, kept => run(kept, path, signal))
      await close(responseId)
      if (!bodies.has(responseId)) await bodies.close(result.responseId)
      else results.set(responseId, result.responseId)
      return result
    },
  }
}

function tooLarge(): ExplorerError {
  return new ExplorerError(
    'invalid_input',
    `The body is too large for a filter: it takes ${maxFilterBytes / 1024 / 1024} MB at most.`,
    { hint: 'Open the body as a table, and filter or query it there.' },
  )
}

function tooSlow(): ExplorerError {
  return new ExplorerError('timeout', `The filter was ended after ${filterSeconds} seconds.`, {
    hint: 'Name the way down to what you want instead of looking everywhere with "..".',
  })
}
