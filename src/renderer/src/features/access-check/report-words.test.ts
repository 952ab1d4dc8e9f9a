import { describe, expect, it } from 'vitest'
import { barOf, daysUntil, msText, telling, valuesSoFar } from './report-words.ts'

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

describe('the values of a check under way', () => {
  const values = { clientId: 'not_tested', clientSecret: 'not_tested', apiKey: 'not_tested' } as const
  const done = (step: 'token' | 'access') =>
    ({ step, state: 'ok', startMs: 0, ms: 1, summary: '', exchanges: [] }) as const

  it('are proven one after the other', () => {
    expect(valuesSoFar({ verdict: null, values, steps: [] })).toEqual(values)
    expect(valuesSoFar({ verdict: null, values, steps: [done('token')] })).toEqual({
      clientId: 'accepted',
      clientSecret: 'accepted',
      apiKey: 'not_tested',
    })
    expect(valuesSoFar({ verdict: null, values, steps: [done('token'), done('access')] }).apiKey).toBe(
      'accepted',
    )
  })

  it('are what the report says once there is a verdict', () => {
    expect(valuesSoFar({ verdict: 'timed_out', values, steps: [done('token')] })).toEqual(values)
  })
})

describe('the exchange to look at first', () => {
  const answered = (response: string) => ({ title: '', request: '', response })

  it('is the one that did not go well, else the first', () => {
    expect(telling([answered('HTTP/1.1 200 OK'), answered('HTTP/1.1 403 Forbidden')])).toBe(1)
    expect(telling([answered('HTTP/1.1 200 OK'), answered('(no answer)')])).toBe(1)
    expect(telling([answered('HTTP/1.1 200 OK')])).toBe(0)
    expect(telling([])).toBe(0)
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
