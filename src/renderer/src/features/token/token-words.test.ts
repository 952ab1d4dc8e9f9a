import { describe, expect, it } from 'vitest'
import { claimMoment } from './token-words.ts'

describe('a claim with a moment', () => {
  it('is told as a date', () => {
    expect(claimMoment('exp', '1795000000')).toBe('2026-11-18T11:06:40.000Z')
  })

  it('is left alone when it is none, or no number', () => {
    expect(claimMoment('sub', '1795000000')).toBeNull()
    expect(claimMoment('exp', '"soon"')).toBeNull()
    expect(claimMoment('exp', '1e300')).toBeNull()
  })
})
