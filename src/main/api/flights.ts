import { ExplorerError } from '../../shared/errors.ts'

/** Work that is shared by everybody who asks for the same while it is under way. */
export interface Flights<T> {
  /** Joins the work of this key or starts it. Rejects with `cancelled` as soon as the caller's own signal aborts. */
  run(key: string, start: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>
}

interface Flight<T> {
  readonly result: Promise<T>
  readonly controller: AbortController
  waiting: number
}

/** One flight per key; the work itself is aborted only when the last who waits for it has gone. */
export function createFlights<T>(): Flights<T> {
  const flights = new Map<string, Flight<T>>()

  const launch = (key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> => {
    const controller = new AbortController()
    const flight: Flight<T> = {
      controller,
      waiting: 0,
      result: start(controller.signal).finally(() => {
        if (flights.get(key) === flight) flights.delete(key)
      }),
    }
    // Somebody who left does not look at the result any more; those who stay get the failure from their own promise.
    flight.result.catch(() => undefined)
    flights.set(key, flight)
    return flight
  }

  return {
    async run(key, start, signal) {
      if (signal?.aborted) throw cancelled()
      const flight = flights.get(key) ?? launch(key, start)
      flight.waiting++
      try {
        return await untilAborted(flight.result, signal)
      } finally {
        flight.waiting--
        if (flight.waiting === 0 && flights.get(key) === flight) {
          flights.delete(key)
          flight.controller.abort()
        }
      }
    },
  }
}

/** The error of a call whose caller no longer wants it. */
export function cancelled(): ExplorerError {
  return new ExplorerError('cancelled', 'Cancelled.')
}

function untilAborted<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return result
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(cancelled())
    signal.addEventListener('abort', abort, { once: true })
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
