import { ExplorerError } from '../../shared/errors.ts'
import { durationText } from './dates.ts'

/** The error with which a cancelled check ends. */
export function cancelled(): ExplorerError {
  return new ExplorerError('cancelled', 'The access check was cancelled.')
}

/**
 * Does some work for at most `limitMs`, or until `signal` aborts, whichever comes first, even if the work does
 * not listen to the signal it is given. Throws `ExplorerError` with `timeout` or `cancelled`.
 */
export async function withinLimit<T>(
  limitMs: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (signal?.aborted === true) throw cancelled()
  const controller = new AbortController()
  const { promise, reject, resolve } = Promise.withResolvers<T>()
  const stop = (error: ExplorerError) => {
    reject(error)
    controller.abort(error)
  }
  const onAbort = () => stop(cancelled())
  const timer = setTimeout(() => {
    stop(new ExplorerError('timeout', `No answer within ${durationText(limitMs)}.`, { retryable: true }))
  }, limitMs)
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    work(controller.signal).then(resolve, reject)
    return await promise
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
  }
}
