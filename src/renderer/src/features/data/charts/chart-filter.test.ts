import { describe, expect, it } from 'vitest'
import { filterOf, filterOfStretch, within } from './chart-filter.ts'

describe('the documents at a place of a chart', () => {
  const month = { kind: 'time', unit: 'month' } as const

  it('are those of the whole unit of time, before the next begins', () => {
    expect(filterOf(['at'], { type: 'date', value: '2026-02-01T00:00:00.000Z' }, month)).toEqual({
      ...{ kind: 'range', keys: ['at'] },
      ...{ from: '2026-02-01T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z' },
      excludesTo: true,
    })
  })

  it('are those of a bucket without the first of the next', () => {
    const filter = filterOf(['kg'], { type: 'number', value: 5000 }, { kind: 'width', width: 1000 })
    expect(filter).toEqual({ kind: 'range', keys: ['kg'], from: 5000, to: 6000, excludesTo: true })
  })

  it('are those with the value, null or none', () => {
    expect(filterOf(['a'], { type: 'string', value: 'x' }, undefined)).toEqual({
      ...{ kind: 'values', keys: ['a'], values: ['x'] },
    })
    expect(filterOf(['a'], { type: 'null', value: null }, undefined)).toEqual({ kind: 'null', keys: ['a'] })
    expect(filterOf(['a'], null, undefined)).toEqual({ kind: 'missing', keys: ['a'] })
  })
})

describe('the documents of a stretch of a chart', () => {
  const cell = (value: number | string) =>
    ({ type: typeof value === 'number' ? 'number' : 'string', value }) as const

  it('are those from the start of its first bucket to the end of its last', () => {
    const cells = [cell(1000), null, cell(3000)]
    const filter = filterOfStretch(['kg'], { cells, bucket: { kind: 'width', width: 1000 }, isScale: true })
    expect(filter).toEqual({ kind: 'range', keys: ['kg'], from: 1000, to: 4000, excludesTo: true })
  })

  it('are those with one of its values', () => {
    const cells = [cell('b'), cell('a')]
    expect(filterOfStretch(['site'], { cells, bucket: undefined, isScale: false })).toEqual({
      ...{ kind: 'values', keys: ['site'], values: ['b', 'a'] },
    })
    expect(
      filterOfStretch(['axles'], { cells: [cell(2), cell(6)], bucket: undefined, isScale: true }),
    ).toEqual({
      ...{ kind: 'range', keys: ['axles'], from: 2, to: 6 },
    })
    expect(filterOfStretch(['site'], { cells: [null], bucket: undefined, isScale: false })).toBeNull()
  })
})

describe('the documents of an area between points', () => {
  it('are those from one number to the other', () => {
    expect(within(['kg'], [10.5, 20])).toEqual({ kind: 'range', keys: ['kg'], from: 10.5, to: 20 })
  })

  it('are those of a date even where it is finer than the milliseconds drawn', () => {
    const at = Date.parse('2026-11-24T06:30:00.123Z')
    expect(within(['at'], [at, at], true)).toEqual({
      ...{ kind: 'range', keys: ['at'], excludesTo: true },
      ...{ from: '2026-11-24T06:30:00.123Z', to: '2026-11-24T06:30:00.124Z' },
    })
  })
})
