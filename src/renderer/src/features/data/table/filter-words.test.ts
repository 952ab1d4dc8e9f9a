import { describe, expect, it } from 'vitest'
import { filterText } from './filter-words.ts'

const keys = ['vehicle', 'axles']

describe('a condition in words', () => {
  it('names the ends of a range, or the one end it has', () => {
    const range = (from: number | string | null, to: number | string | null) =>
      filterText({ kind: 'range', keys, from, to })
    expect(range(20_000, 30_000)).toBe('vehicle.axles 20,000 to 30,000')
    expect(range(20_000, null)).toBe('vehicle.axles 20,000 or more')
    expect(range(null, 5)).toBe('vehicle.axles 5 or less')
    expect(range('2026-03-01', null)).toBe('vehicle.axles from 2026-03-01')
  })

  it('names two values and counts more', () => {
    const values = (...given: readonly (string | number | boolean)[]) =>
      filterText({ kind: 'values', keys: ['site'], values: [...given] })
    expect(values('NORTH')).toBe('site is NORTH')
    expect(values('NORTH', 'RAIL')).toBe('site is NORTH or RAIL')
    expect(values('', 'b', 'c')).toBe('site is empty text or 2 others')
  })

  it('tells missing from null', () => {
    expect(filterText({ kind: 'missing', keys: ['notes'] })).toBe('notes is missing')
    expect(filterText({ kind: 'null', keys: ['notes'] })).toBe('notes is null')
  })
})
