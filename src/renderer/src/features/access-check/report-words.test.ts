import { describe, expect, it } from 'vitest'
import { barOf, daysUntil, msText } from './report-words.ts'

describe('the bar of a step', () => {
  it('begins where the step began and is as long as it took', () => {
    expect(barOf({ state: 'ok', startMs: 100, ms: 50 }, 200)).toEqual({ left: 50, width: 25 })
  })

  it('of a step under way reaches to the end', () => {
    expect(barOf({ state: 'running', startMs: 150, ms: 0 }, 200)).toEqual({ left: 75, width: 25 })
  })

  it('is not drawn for a step that was not begun', () => {
    expect(barOf({ state: 'waiting', startMs: 0, ms: 0 }, 200)).toBeNull()
    expect(barOf({ state: 'not_run', startMs: 0, ms: 0 }, 200)).toBeNull()
  })

  it('never leaves the scale and never vanishes', () => {
    expect(barOf({ state: 'ok', startMs: 0, ms: 900 }, 300)).toEqual({ left: 0, width: 100 })
    expect(barOf({ state: 'ok', startMs: 0, ms: 0 }, 0)?.width).toBe(1)
  })
})

describe('a time', () => {
  it('is in milliseconds up to a second', () => {
    expect([msText(0), msText(999), msText(3150)]).toEqual(['0 ms', '999 ms', '3.1 s'])
  })
})

describe('days until an expiry', () => {
  const now = Date.parse('2026-11-23T12:00:00Z')
  it('are whole days, negative when it has passed, and none without a date', () => {
    expect(daysUntil('2026-12-05T13:00:00Z', now)).toBe(12)
    expect(daysUntil('2026-11-22T11:00:00Z', now)).toBe(-2)
    expect(daysUntil('soon', now)).toBeNull()
    expect(daysUntil(null, now)).toBeNull()
  })
})
