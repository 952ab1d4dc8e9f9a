import { describe, expect, it } from 'vitest'
import type { DeskRun } from '../../../../shared/desk.ts'
import { leftText, notWorkingText, runWords, timeLeftText } from './run-words.ts'

const run: DeskRun = {
  state: 'running',
  total: 212,
  done: 146,
  byTone: { works: 130, expiring: 4, broken: 12, unknown: 0 },
  checking: [],
  atOnce: 8,
  perSecond: 7.34,
  leftMs: 8400,
  problem: null,
}

describe('The words of a run', () => {
  it('say how far it is, how fast, and how long it will take', () => {
    expect(runWords(run)).toBe('Checking 146 of 212')
    expect(leftText(run)).toBe('8 at a time, 7.3 a second, about 9 s left')
    expect(leftText({ ...run, perSecond: 30.2, leftMs: 600_000 })).toContain('30 a second, about 10 min left')
  })

  it('promise nothing before the speed is known, or while nothing moves', () => {
    expect(leftText({ ...run, perSecond: null, leftMs: null })).toBe('8 at a time')
    expect(leftText({ ...run, state: 'paused' })).toBe('')
    expect(timeLeftText({ ...run, leftMs: null })).toBe('')
    expect(timeLeftText({ ...run, state: 'paused' })).toBe('')
  })

  it('say what does not work, and nothing where all works', () => {
    expect(notWorkingText(run)).toBe('12 do not work')
    expect(notWorkingText({ ...run, byTone: { ...run.byTone, broken: 1 } })).toBe('1 does not work')
    expect(notWorkingText({ ...run, byTone: { ...run.byTone, broken: 0 } })).toBe('')
  })
})
