import { describe, expect, it } from 'vitest'
import { createTally } from './tally.ts'

describe('The tally of a run', () => {
  it('counts by verdict, and tells the rate and the time left', () => {
    let now = 0
    const tally = createTally(() => now)
    expect(tally.read(100)).toMatchObject({ done: 0, perSecond: null, leftMs: null })
    for (let check = 0; check < 10; check++) {
      now += 500
      tally.count(check === 0 ? 'expired' : 'works')
    }
    expect(tally.read(100)).toEqual({
      done: 10,
      byVerdict: { expired: 1, works: 9 },
      activeMs: 5000,
      perSecond: 2,
      leftMs: 45_000,
    })
    expect(tally.read(null).leftMs).toBeNull()
  })

  it('stands still during a pause', () => {
    let now = 0
    const tally = createTally(() => now)
    now = 1000
    tally.pause()
    now = 61_000
    expect(tally.read(null).activeMs).toBe(1000)
    tally.resume()
    now = 62_000
    expect(tally.read(null).activeMs).toBe(2000)
  })

  it('takes the rate from the latest checks', () => {
    let now = 0
    const tally = createTally(() => now)
    for (let check = 0; check < 300; check++) {
      now += check < 200 ? 1000 : 100
      tally.count('works')
    }
    expect(tally.read(null).perSecond).toBeCloseTo(10, 0)
  })
})
