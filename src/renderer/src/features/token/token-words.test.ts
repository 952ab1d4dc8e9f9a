import { describe, expect, it } from 'vitest'
import { claimMoment, lifeLeft } from './token-words.ts'

describe('the life of a token', () => {
  it('is never longer than it was at the start', () => {
    const token = { expiresAt: '2026-11-23T12:05:00Z', lifetimeSeconds: 300 }
    expect(lifeLeft(token, Date.parse('2026-11-23T11:59:59Z'))).toBe(300)
    expect(lifeLeft(token, Date.parse('2026-11-23T12:04:18Z'))).toBe(42)
  })

  it('is over when it has ended, and none without a token', () => {
    expect(lifeLeft({ expiresAt: '2026-11-23T12:05:00Z', lifetimeSeconds: 300 }, Date.now() + 1e12)).toBe(0)
    expect(lifeLeft({ expiresAt: null, lifetimeSeconds: null }, Date.now())).toBeNull()
  })
})

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
