import { describe, expect, it } from 'vitest'
import type { CheckSummary, Verdict } from '../../../../shared/check.ts'
import { historyBars, historyText, lastWorked, standingSince } from './history-words.ts'

function checks(...verdicts: readonly Verdict[]): readonly CheckSummary[] {
  return verdicts.map((verdict, day) => ({
    at: `2026-11-${String(day + 1).padStart(2, '0')}T12:00:00.000Z`,
    verdict,
    failingStep: null,
    ms: (day + 1) * 100,
    nearestExpiry: null,
  }))
}

describe('the history of checks in words', () => {
  it('counts those that worked, and says how it has been lately', () => {
    expect(historyText(checks('works', 'expiring'))).toBe('2 of 2 checks worked')
    expect(historyText(checks('works', 'client_refused', 'timed_out'))).toBe(
      '1 of 3 checks worked, the last 2 did not',
    )
    expect(historyText(checks('timed_out', 'works'))).toBe('1 of 2 checks worked, the last one did')
  })

  it('names the last check that worked, where the last of all did not', () => {
    expect(lastWorked(checks('works', 'expiring', 'client_refused', 'timed_out'))).toBe(
      '2026-11-02T12:00:00.000Z',
    )
    expect(lastWorked(checks('client_refused', 'works'))).toBeNull()
    expect(lastWorked(checks('client_refused'))).toBeNull()
  })

  it('says since when the present state holds', () => {
    expect(standingSince(checks('works', 'expired', 'client_refused'))).toEqual({
      works: false,
      at: '2026-11-02T12:00:00.000Z',
    })
    expect(standingSince(checks('works', 'works'))?.at).toBe('2026-11-01T12:00:00.000Z')
  })

  it('claims no such time from a single check', () => {
    expect(standingSince(checks('works'))).toBeNull()
    expect(standingSince(checks('works', 'expired'))).toBeNull()
    expect(standingSince([])).toBeNull()
  })
})

describe('the bars', () => {
  it('are as high as the check was long, the longest full', () => {
    expect(historyBars(checks('works', 'works')).map(({ percent }) => percent)).toEqual([50, 100])
  })
})
