import { describe, expect, it } from 'vitest'
import { ExplorerError } from '../../../shared/errors.ts'
import { worthRetrying } from './query-client.ts'

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
