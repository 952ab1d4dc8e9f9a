import type { Transferable, Worker } from 'node:worker_threads'
import { ExplorerError } from '../../shared/errors.ts'
import type { JobAnswer, JobInput, JobName, JobOutput } from './worker-jobs.ts'

/** Runs jobs in the worker thread of datasets. */
export interface WorkerClient {
  /** `transfer`: memory that moves over instead of being copied; it is gone from here then. */
  run<N extends JobName>(
    name: N,
    input: JobInput<N>,
    transfer?: readonly Transferable[],
  ): Promise<JobOutput<N>>
  stop(): Promise<void>
}

interface Waiting {
  readonly resolve: (output: unknown) => void
  readonly reject: (error: ExplorerError) => void
}

/** Starts the worker with the first job, and again if it ends by itself. */
export function createWorkerClient(start: () => Worker): WorkerClient {
  let worker: Worker | null = null
  let lastId = 0
  const waiting = new Map<number, Waiting>()

  const launch = (): Worker => {
    const launched = start()
    launched.on('message', (answer: JobAnswer) => {
      const job = waiting.get(answer.id)
      waiting.delete(answer.id)
      if ('error' in answer) job?.reject(failed(answer.error))
      else job?.resolve(answer.output)
    })
    // An exit follows an error; those who wait are told there.
    launched.on('error', () => undefined)
    launched.on('exit', () => {
      if (worker === launched) worker = null
      for (const job of waiting.values()) job.reject(failed('the worker ended'))
      waiting.clear()
    })
    launched.unref()
    return launched
  }

  return {
    run<N extends JobName>(name: N, input: JobInput<N>, transfer: readonly Transferable[] = []) {
      const target = worker ?? launch()
      worker = target
      const id = ++lastId
      return new Promise<JobOutput<N>>((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (output: unknown) => void, reject })
        target.postMessage({ id, name, input }, [...transfer])
      })
    },
    async stop() {
      await worker?.terminate()
    },
  }
}

function failed(reason: string): ExplorerError {
  return new ExplorerError('internal', `The documents could not be read (${reason}).`, { retryable: true })
}
