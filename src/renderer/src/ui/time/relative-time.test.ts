import { describe, expect, it } from 'vitest'
import { expiryWords, relativeTime } from './relative-time.ts'

const now = Date.parse('2026-11-23T12:00:00Z')

describe('a relative time', () => {
  it.each([
    ['2026-11-23T11:59:48Z', '12 s ago'],
    ['2026-11-23T11:56:30Z', '3 min ago'],
    ['2026-11-23T10:00:00Z', '2 h ago'],
    ['2026-11-26T12:00:00Z', 'in 3 d'],
    ['2026-11-23T12:00:00.400Z', 'just now'],
    ['someday', ''],
  ])('shows %s as "%s"', (moment, text) => {
    expect(relativeTime(moment, now)).toBe(text)
  })

  it('has a long form for sentences', () => {
    expect(relativeTime('2026-11-22T11:00:00Z', now, 'long')).toBe('yesterday')
  })
})

describe('an expiry in words', () => {
  it.each([
    [0, 'expires today'],
    [1, 'expires tomorrow'],
    [12, 'expires in 12 days'],
    [-3, 'ended 3 days ago'],
  ])('says %d days as "%s"', (days, words) => {
    expect(expiryWords(days)).toBe(words)
  })
})
