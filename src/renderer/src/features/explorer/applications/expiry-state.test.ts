import { describe, expect, it } from 'vitest'
import { isRefused, stateOf } from './expiry-state.ts'

const ending = (expiresInDays: number) => ({ expiry: '2026-12-05T00:00:00Z', expiresInDays })

describe('the state of an application', () => {
  it('warns from 30 days before its end', () => {
    expect(stateOf(ending(31), false, 'utc').tone).toBe('works')
    expect(stateOf(ending(30), false, 'utc')).toEqual({
      tone: 'expiring',
      words: 'Expires in 30 days',
      date: '2026-12-05',
    })
    expect(stateOf(ending(0), false, 'utc').tone).toBe('expiring')
  })

  it('is broken when past', () => {
    expect(stateOf(ending(-3), false, 'utc')).toMatchObject({ tone: 'broken', words: 'Ended 3 days ago' })
  })

  it('makes no verdict of a missing or odd expiry, and shows what stood there', () => {
    expect(stateOf({ expiry: null, expiresInDays: null }, false, 'utc')).toEqual({
      tone: 'unknown',
      words: 'No expiry date',
      date: '',
    })
    expect(stateOf({ expiry: 'soon', expiresInDays: null }, false, 'utc').date).toBe('soon')
  })

  it('says first of all that it cannot be opened', () => {
    expect(stateOf(ending(200), true, 'utc').tone).toBe('broken')
  })
})

describe('a refusal', () => {
  it('is about the application, not about the network or the key', () => {
    expect([isRefused('forbidden'), isRefused('not_found')]).toEqual([true, true])
    expect([isRefused('network_unreachable'), isRefused('api_key_refused'), isRefused(undefined)]).toEqual([
      false,
      false,
      false,
    ])
  })
})
