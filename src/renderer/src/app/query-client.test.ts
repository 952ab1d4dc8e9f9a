import { QueryObserver } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { ExplorerError } from '../../../shared/errors.ts'
import { createQueryClient, worthRetrying } from './query-client.ts'

describe('a failed call', () => {
  it('is made again when it may succeed unchanged', () => {
    expect(worthRetrying(0, new ExplorerError('server_error', 'The API failed.', { retryable: true }))).toBe(
      true,
    )
  })

  it('is not made again when the credentials were refused', () => {
    expect(worthRetrying(0, new ExplorerError('invalid_client', 'Refused.'))).toBe(false)
  })

  it('is given up after the second retry', () => {
    expect(worthRetrying(2, new ExplorerError('timeout', 'No answer.', { retryable: true }))).toBe(false)
  })

  it('is not made again for a fault of the app itself', () => {
    expect(worthRetrying(0, new TypeError('undefined'))).toBe(false)
  })
})

describe('a view that is shown again after its call failed', () => {
  async function callsOfTwoShows(error: ExplorerError): Promise<number> {
    const cache = createQueryClient()
    let calls = 0
    const show = async (): Promise<void> => {
      const observer = new QueryObserver(cache, {
        queryKey: ['a call'],
        queryFn: () => Promise.reject(++calls && error),
        retry: false,
      })
      const hide = observer.subscribe(() => undefined)
      await cache
        .getQueryCache()
        .find({ queryKey: ['a call'] })
        ?.promise?.catch(() => undefined)
      hide()
    }
    await show()
    await show()
    return calls
  }

  it('asks again where that may help, and not with credentials that were refused', async () => {
    const failed = new ExplorerError('server_error', 'The API failed.', { retryable: true })
    expect(await callsOfTwoShows(failed)).toBe(2)
    expect(await callsOfTwoShows(new ExplorerError('invalid_client', 'Refused.'))).toBe(1)
  })
})
