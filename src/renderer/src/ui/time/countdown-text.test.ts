import { describe, expect, it } from 'vitest'
import { countdownText, countdownWords, secondsLeft } from './countdown-text.ts'

describe('a countdown', () => {
  it.each([
    [252, '4:12'],
    [41, '0:41'],
    [0, '0:00'],
    [-5, '0:00'],
    [3600, '1:00:00'],
    [86_400, '24:00:00'],
    [12 * 86_400 + 3, '12 d'],
  ])('writes %d seconds as %s', (seconds, text) => {
    expect(countdownText(seconds)).toBe(text)
  })

  it.each([
    [252, '4 minutes, 12 seconds'],
    [61, '1 minute, 1 second'],
    [0, '0 seconds'],
    [90_061, '1 day, 1 hour'],
  ])('says %d seconds as %s', (seconds, words) => {
    expect(countdownWords(seconds)).toBe(words)
  })
})

describe('the seconds left', () => {
  const now = Date.parse('2026-11-23T12:00:00Z')

  it('counts a started second as a whole one, so that 0:00 means ended', () => {
    expect(secondsLeft('2026-11-23T12:00:00.200Z', now)).toBe(1)
  })

  it('never falls below zero', () => {
    expect(secondsLeft('2026-11-23T11:59:00Z', now)).toBe(0)
  })

  it('is unknown without a moment or with a broken one', () => {
    expect([secondsLeft(null, now), secondsLeft('soon', now)]).toEqual([null, null])
  })
})
