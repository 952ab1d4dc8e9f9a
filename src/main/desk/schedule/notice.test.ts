import { describe, expect, it } from 'vitest'
import type { DeskResult } from '../../../shared/desk.ts'
import { noticeOf } from './notice.ts'

const now = Date.UTC(2026, 10, 24)
const result: DeskResult = {
  connectionId: 'a',
  at: '2026-11-24T00:00:00.000Z',
  verdict: 'api_key_refused',
  failingStep: 'access',
  headline: '',
  applications: null,
  nearestExpiry: null,
  nextExpiry: null,
  base: null,
  lastWorked: null,
  previous: { at: '2026-11-23T00:00:00.000Z', verdict: 'works' },
}
const named = (name: string, customer = '') => ({ name, customer, result })

describe('A notification of the desk', () => {
  it('is none where nothing is new', () => {
    expect(noticeOf([], [], now)).toBeNull()
  })

  it('names the first few and counts the others', () => {
    const all = Array.from({ length: 40 }, (_, index) => named(`Yard ${index}`, 'Acme'))
    const notice = noticeOf(all, [], now)
    expect(notice?.title).toBe('40 credentials changed')
    expect(notice?.body.split('\n')).toEqual([
      'Acme, Yard 0: API key refused (before: Works)',
      'Acme, Yard 1: API key refused (before: Works)',
      'Acme, Yard 2: API key refused (before: Works)',
      'and 37 more',
    ])
  })

  it('lets no name break its line or turn the text around', () => {
    const body = noticeOf([named(`a\nb\u202ec${'x'.repeat(200)}`)], [], now)?.body ?? ''
    expect(body).toMatch(/^abcx+…: API key refused/)
    expect(body.length).toBeLessThan(120)
  })

  it('says when the next day is the last', () => {
    const ending = { ...named('Yard'), result: { ...result, nextExpiry: '2026-11-24T10:00:00.000Z' } }
    expect(noticeOf([], [ending], now)).toEqual({
      title: '1 will expire',
      body: 'Yard: an application expires within a day',
    })
  })
})
