import { describe, expect, it } from 'vitest'
import { kindsFor, rangeEnd, startingKind } from './filter-kinds.ts'

describe('the filters of a column', () => {
  it('fit its types and begin with the most likely', () => {
    expect(kindsFor(['string'])).toEqual(['contains', 'values', 'type'])
    expect(kindsFor(['number'])).toEqual(['range', 'values', 'type'])
    expect(kindsFor(['boolean'])).toEqual(['values', 'type'])
    expect(kindsFor(['array'])).toEqual(['type'])
    expect(kindsFor(['number', 'string'])).toEqual(['contains', 'range', 'values', 'type'])
  })

  it('open with the one that is on', () => {
    const kinds = kindsFor(['number'])
    expect(startingKind(kinds, undefined)).toBe('range')
    expect(startingKind(kinds, { kind: 'null', keys: ['a'] })).toBe('type')
    expect(startingKind(kinds, { kind: 'types', keys: ['a'], types: ['id'] })).toBe('type')
    expect(startingKind(kinds, { kind: 'values', keys: ['a'], values: [1] })).toBe('values')
  })
})

describe('an end of a range', () => {
  it('is open when nothing is typed, and no end when it cannot be read', () => {
    expect(rangeEnd(' ', false, true)).toBeNull()
    expect(rangeEnd('heavy', false, true)).toBeUndefined()
    expect(rangeEnd('2026-13-40', true, false)).toBeUndefined()
  })

  it('takes numbers with groups of three, as the table shows them', () => {
    expect(rangeEnd('20,000.5', false, false)).toBe(20_000.5)
  })

  it('takes the whole of a day', () => {
    expect(rangeEnd('2026-03-01', true, false)).toBe('2026-03-01T00:00:00.000Z')
    expect(rangeEnd('2026-03-01', true, true)).toBe('2026-03-01T23:59:59.999Z')
  })
})
