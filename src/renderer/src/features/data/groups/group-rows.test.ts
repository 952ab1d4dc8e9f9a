import { describe, expect, it } from 'vitest'
import type { DatasetGroup } from '../../../../../shared/datasets.ts'
import { groupText, inOrder, orderAfter } from './group-rows.ts'

const format = { timeZone: 'utc', numberFormat: 'grouped' } as const
const groups: readonly DatasetGroup[] = [
  { cell: { type: 'string', value: 'site 10' }, count: 5, value: 1 },
  { cell: null, count: 4, value: null },
  { cell: { type: 'string', value: 'site 9' }, count: 3, value: 30 },
  { cell: { type: 'string', value: 'Site 1' }, count: 1, value: 2 },
]
const texts = (column: 'value' | 'count' | 'measure', descending: boolean): readonly string[] =>
  inOrder(groups, { column, descending }).map(({ cell }) => groupText(cell, undefined, format))

describe('groups in an order', () => {
  it('stand by their values as people count, what has none last', () => {
    expect(texts('value', false)).toEqual(['Site 1', 'site 9', 'site 10', 'missing'])
    expect(texts('value', true)).toEqual(['site 10', 'site 9', 'Site 1', 'missing'])
  })

  it('stand by their numbers, what cannot be measured last', () => {
    expect(texts('count', true)).toEqual(['site 10', 'missing', 'site 9', 'Site 1'])
    expect(texts('measure', true)).toEqual(['site 9', 'Site 1', 'site 10', 'missing'])
    expect(texts('measure', false)).toEqual(['site 10', 'Site 1', 'site 9', 'missing'])
  })

  it('begin with the largest where they are numbers, and turn round with the next click', () => {
    const byCount = orderAfter({ column: 'value', descending: false }, 'count')
    expect(byCount).toEqual({ column: 'count', descending: true })
    expect(orderAfter(byCount, 'count')).toEqual({ column: 'count', descending: false })
    expect(orderAfter(byCount, 'value')).toEqual({ column: 'value', descending: false })
  })
})

describe('the value of a group', () => {
  it('is named where there is none to see', () => {
    expect(groupText(null, undefined, format)).toBe('missing')
    expect(groupText({ type: 'null', value: null }, undefined, format)).toBe('null')
    expect(groupText({ type: 'string', value: '' }, undefined, format)).toBe('empty text')
  })

  it('is a stretch of numbers or a unit of time where values were put together', () => {
    const width = { kind: 'width', width: 500 } as const
    expect(groupText({ type: 'number', value: 4500 }, width, format)).toBe('4,500 to 5,000')
    const start = { type: 'date', value: '2026-03-01T00:00:00.000Z' } as const
    const texts = (['hour', 'day', 'month', 'year'] as const).map(unit =>
      groupText(start, { kind: 'time', unit }, format),
    )
    expect(texts).toEqual(['2026-03-01 00:00', '2026-03-01', '2026-03', '2026'])
  })
})
