import { describe, expect, it } from 'vitest'
import { durationText, sizeText, statusText, statusTone } from './status-words.ts'

describe('an answer in words', () => {
  it('has a status that people understand', () => {
    expect(statusText(200, 'whatever')).toBe('200 OK')
    expect(statusText(418, "I'm a teapot")).toBe("418 I'm a teapot")
    expect(statusText(299, '')).toBe('299')
    expect([204, 304, 404, 503].map(statusTone)).toEqual(['works', 'expiring', 'broken', 'broken'])
  })

  it('has a time and a size with units', () => {
    expect([0.4, 318.4, 4240].map(durationText)).toEqual(['0 ms', '318 ms', '4.2 s'])
    expect([0, 999, 21_400, 250_000_000, 2e9].map(sizeText)).toEqual([
      '0 B',
      '999 B',
      '21.4 KB',
      '250 MB',
      '2.0 GB',
    ])
  })
})
