import { describe, expect, it } from 'vitest'
import { dueIn, intervalWords, refreshIntervals } from './refresh-intervals.ts'

describe('intervals of data refresh', () => {
  it('read in their largest unit', () => {
    expect(refreshIntervals.map(intervalWords)).toEqual(['Off', '5 s', '15 s', '30 s', '1 min', '5 min'])
  })

  it('count from the last refresh, and are overdue at once after a long pause', () => {
    expect(dueIn(5000, 1000, 2000)).toBe(4000)
    expect(dueIn(5000, 1000, 60_000)).toBe(0)
  })
})
