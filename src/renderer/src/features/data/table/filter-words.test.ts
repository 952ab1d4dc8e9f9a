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

  it('tells an upper end that is left out from one that is not', () => {
    const under = (from: number | string | null, to: number | string) =>
      filterText({ kind: 'range', keys: ['at'], from, to, excludesTo: true })
    expect(under(5000, 6000)).toBe('at 5,000 to under 6,000')
    expect(under(null, 6000)).toBe('at under 6,000')
    expect(under('2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z')).toBe(
      'at 2026-02-01 to before 2026-03-01',
    )
  })

  it('names types', () => {
    expect(filterText({ kind: 'types', keys: ['notes'], types: ['string', 'number'] })).toBe(
      'notes is text or a number',
    )
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
