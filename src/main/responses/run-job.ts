import type { Worker } from 'node:worker_threads'
import { ExplorerError } from '../../shared/errors.ts'
import type { BodyJob, BodyNews } from './body-jobs.ts'

interface JobOptions {
  readonly startWorker: () => Worker
  readonly timeLimitMs: number
  readonly signal?: AbortSignal | undefined
  /** Called with everything but the end. */
  readonly onNews: (news: BodyNews) => void
}

/**
 * Runs a job in a thread of its own and ends the thread with it, whatever it is busy with. Resolves with whether it
 * was completed in time. Throws `cancelled`, `invalid_input` for what the job refuses, and `internal` where the
 * thread failed.
 */
export function runJob(job: BodyJob, options: JobOptions): Promise<'done' | 'out of time'> {
  const { startWorker, timeLimitMs, signal, onNews } = options
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(cancelled())
    const worker = startWorker()
    const settle = (finish: () => void): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
      finish()
      void worker.terminate()
    }
    const cancel = (): void => settle(() => reject(cancelled()))
    const timer = setTimeout(() => settle(() => resolve('out of time')), timeLimitMs)
    signal?.addEventListener('abort', cancel)
    worker.on('message', (news: BodyNews) => {
      if (news.kind === 'done') settle(() => resolve('done'))
      else if (news.kind === 'refused') {
        settle(() => reject(new ExplorerError('invalid_input', news.message, { hint: news.hint })))
      } else onNews(news)
    })
    worker.on('error', error => settle(() => reject(failed(error))))
    // Says nothing new after one of the others.
    worker.on('exit', () => settle(() => reject(failed(null))))
    worker.postMessage(job)
  })
}

function cancelled(): ExplorerError {
  return new ExplorerError('cancelled', 'This was cancelled.', { retryable: true })
}

function failed(error: unknown): ExplorerError {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new ExplorerError('invalid_input', 'This takes more memory than there is for it.', {
      hint: 'Select less, or open the body as a table.',
    })
  }
  return new ExplorerError('internal', 'The body could not be worked on.', {
    hint: 'Try again. If it happens again, send the request again.',
    cause: error,
  })
}
