import { ExplorerError } from '../../shared/errors.ts'

/** One piece of work that several callers wait for. */
export interface SharedRequest<T> {
  /** Waits with the others. Aborting leaves the work to them; the last one to leave aborts the work. */
  join(signal?: AbortSignal): Promise<T>
  /** Aborts the work whoever waits for it. */
  abort(): void
  /** Settles with the work, whoever waits. */
  readonly outcome: Promise<T>
}

/** Starts work at once. `onAbandoned` is called when the last caller left before it ended. */
export function shareRequest<T>(
  work: (signal: AbortSignal) => Promise<T>,
  onAbandoned: () => void,
): SharedRequest<T> {
  const controller = new AbortController()
  const outcome = work(controller.signal)
  // Each caller hears of a failure through its own promise.
  outcome.catch(() => {})
  let waiting = 0
  let isSettled = false
  const settle = () => {
    isSettled = true
  }
  outcome.then(settle, settle)

  const leave = () => {
    waiting--
    if (waiting > 0 || isSettled) return
    onAbandoned()
    controller.abort()
  }

  return {
    outcome,
    abort: () => controller.abort(),
    join(signal) {
      if (signal?.aborted === true) return Promise.reject(cancelled())
      waiting++
      return new Promise<T>((resolve, reject) => {
        const onAbort = () => {
          reject(cancelled())
          leave()
        }
        signal?.addEventListener('abort', onAbort, { once: true })
        const done = () => {
          signal?.removeEventListener('abort', onAbort)
          waiting--
        }
        outcome.then(
          value => {
            if (signal?.aborted !== true) done()
            resolve(value)
          },
          error => {
            if (signal?.aborted !== true) done()
            reject(error)
          },
        )
      })
    },
  }
}

function cancelled(): ExplorerError {
  return new ExplorerError('cancelled', 'The request was cancelled.', { retryable: true })
}
