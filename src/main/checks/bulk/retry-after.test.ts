import { describe, expect, it } from 'vitest'
import { retryAfterMs } from './retry-after.ts'

const now = Date.UTC(2026, 10, 23, 12, 0, 0)
const asks = (value: string | null) =>
  retryAfterMs(
    {
      status: 429,
      statusText: '',
      headers: value === null ? [] : [['retry-after', value]],
      body: new Uint8Array(),
      ms: 1,
      url: 'https://api.example.com',
    },
    now,
  )

describe('Retry-After', () => {
  it.each([
    ['30', 30_000],
    ['0', 0],
    ['Mon, 23 Nov 2026 12:00:10 GMT', 10_000],
    ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
  ])('%s is understood', (text, ms) => {
    expect(asks(text)).toBe(ms)
  })

  it.each([null, '', '1.5', '-3', 'soon', '99999999999999'])('%s says nothing', text => {
    expect(asks(text)).toBeNull()
  })
})
