import { describe, expect, it } from 'vitest'
import type { CheckReport, ValueState } from '../../../../shared/check.ts'
import { judgeReplacement } from './replacement.ts'

function reportWith(clientSecret: ValueState, apiKey: ValueState): CheckReport {
  return {
    id: 'check',
    connectionId: null,
    clientId: 'me',
    startedAt: '2026-11-23T14:00:00.000Z',
    finishedAt: '2026-11-23T14:00:01.000Z',
    verdict: 'works',
    failingStep: null,
    headline: '',
    meaning: '',
    values: { clientId: 'accepted', clientSecret, apiKey },
    steps: [],
    causes: [],
    advice: [],
    messages: { forReseller: '', forCustomer: '' },
    applications: [],
    scope: null,
    notes: [],
    ms: 0,
  }
}

describe('a replaced secret', () => {
  it('is accepted when the check accepts its value, whatever it says of the others', () => {
    expect(judgeReplacement(reportWith('accepted', 'at_fault'), ['clientSecret'])).toEqual({
      kind: 'accepted',
    })
  })

  it('is refused when its value is at fault or may be', () => {
    for (const state of ['at_fault', 'maybe_at_fault'] as const) {
      expect(judgeReplacement(reportWith('accepted', state), ['apiKey'])).toEqual({
        kind: 'refused',
        names: ['apiKey'],
      })
    }
  })

  it('is untested when the check ended before it', () => {
    expect(judgeReplacement(reportWith('accepted', 'not_tested'), ['clientSecret', 'apiKey'])).toEqual({
      kind: 'untested',
      names: ['apiKey'],
    })
  })

  it('names the refused one first when the other was not tested', () => {
    expect(judgeReplacement(reportWith('at_fault', 'not_tested'), ['clientSecret', 'apiKey'])).toEqual({
      kind: 'refused',
      names: ['clientSecret'],
    })
  })
})
