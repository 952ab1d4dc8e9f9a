import { describe, expect, it } from 'vitest'
import type {
  DatasetBucket,
  DatasetFilter,
  DatasetGroup,
  SchemaField,
} from '../../../../../shared/datasets.ts'
import type { CellType } from '../../../../../shared/documents.ts'
import { factsOf } from '../schema/field-facts.ts'
import { seriesOf } from './chart-series.ts'
import { bucketFor, questionOf, titleOf } from './chart-spec.ts'
import { suggestionsFor } from './suggestions.ts'

const format = { timeZone: 'utc', numberFormat: 'grouped' } as const
const documents = 1000

function facts(
  path: string,
  type: CellType,
  distinct: number,
  range: readonly [number, number] | null = null,
) {
  const field: SchemaField = {
    ...{ path, keys: path.split('.'), types: { [type]: documents }, missing: 0, masked: false },
    ...{ distinct: { count: distinct, isApproximate: false }, min: null, max: null, mean: null },
    ...{ top: [], arrays: null },
    histogram: range === null ? [] : [{ from: range[0], to: range[1], count: documents }],
  }
  return factsOf(field, documents)
}

const ninetyDays = [Date.UTC(2026, 0, 1), Date.UTC(2026, 2, 31)] as const
const all = [
  facts('_id', 'id', documents),
  facts('weighedAt', 'date', documents, ninetyDays),
  facts('site', 'string', 3),
  facts('grossKg', 'number', 700, [7440, 44_000]),
  facts('netKg', 'number', 600, [2060, 31_860]),
  facts('_createdAt', 'date', documents, ninetyDays),
]
const fields = new Map(all.map(each => [each.field.path, each]))

describe('suggested charts', () => {
  it('are over time, by category, a distribution and two numbers, from the fields of the documents', () => {
    const specs = suggestionsFor(all)
    expect(specs.map(spec => titleOf(spec, fields))).toEqual([
      'Sum netKg per day of weighedAt, split by site',
      'Documents per day of weighedAt',
      'Sum netKg by site',
      'Distribution of netKg',
      'netKg against grossKg',
    ])
  })

  it('are none where nothing can be drawn', () => {
    expect(suggestionsFor([facts('_id', 'id', documents)])).toEqual([])
  })
})

describe('the question of a chart', () => {
  it('puts dates into the unit that suits their span, numbers into a round width', () => {
    const years = [Date.UTC(2020, 0, 1), Date.UTC(2026, 0, 1)] as const
    expect(bucketFor(facts('a', 'date', 900, ninetyDays))).toEqual({ kind: 'time', unit: 'day' })
    expect(bucketFor(facts('a', 'date', 900, years))).toEqual({ kind: 'time', unit: 'month' })
    expect(bucketFor(facts('a', 'number', 600, [2060, 31_860]))).toEqual({ kind: 'width', width: 1000 })
    expect(bucketFor(facts('a', 'number', 5, [2, 7]))).toBeNull()
  })

  it('puts less together where a condition leaves less', () => {
    const range = (from: number | string, to: number | string): readonly DatasetFilter[] => [
      { kind: 'range', keys: ['a'], from, to },
    ]
    expect(bucketFor(facts('a', 'date', 900, ninetyDays), range('2026-01-05', '2026-01-06'))).toEqual({
      ...{ kind: 'time', unit: 'hour' },
    })
    expect(bucketFor(facts('a', 'number', 600, [2060, 31_860]), range(5000, 6000))).toEqual({
      ...{ kind: 'width', width: 50 },
    })
  })

  it('is none when a field is gone', () => {
    const spec = { kind: 'bars', x: 'gone', y: null, aggregate: 'sum', split: null } as const
    expect(questionOf(spec, fields)).toBeNull()
  })
})

describe('what a chart draws', () => {
  const group = (value: string, split: string, count: number, measured?: number): DatasetGroup => ({
    ...{ cell: { type: 'string', value }, split: { type: 'string', value: split }, count },
    ...(measured === undefined ? {} : { value: measured }),
  })
  const series = (groups: readonly DatasetGroup[], aggregate: 'mean' | 'max' | null) =>
    seriesOf({ groups: { groups, total: groups.length }, aggregate, isScale: false, bucket: null, format })

  it('has the largest category first and nothing where there is nothing', () => {
    const { places, parts } = series([group('a', 'in', 1), group('b', 'in', 5), group('b', 'out', 2)], null)
    expect(places.map(({ text, count }) => [text, count])).toEqual([
      ['b', 7],
      ['a', 1],
    ])
    expect(parts).toEqual([
      { name: 'in', isRest: false, values: [5, 1] },
      { name: 'out', isRest: false, values: [2, null] },
    ])
  })

  it('puts small parts together, means by the weight of their documents', () => {
    const large = ['p', 'q', 'r', 's'].map(part => group('a', part, 100, 1))
    const { parts } = series([...large, group('a', 't', 30, 10), group('a', 'u', 10, 50)], 'mean')
    expect(parts.at(-1)).toEqual({ name: '2 more', isRest: true, values: [20] })
  })

  it('keeps the order of buckets', () => {
    const day = (value: string): DatasetGroup => ({ cell: { type: 'date', value }, count: 1 })
    const { places } = seriesOf({
      groups: { groups: [day('2026-01-02T00:00:00.000Z'), day('2026-01-01T00:00:00.000Z')], total: 2 },
      ...{ aggregate: null, isScale: true, bucket: null, format },
    })
    expect(places.map(({ text }) => text)).toEqual(['2026-01-01', '2026-01-02'])
  })

  it('weighs means by the documents that have the number', () => {
    const large = ['p', 'q', 'r', 's'].map(part => group('a', part, 100, 1))
    const few: DatasetGroup = { ...group('a', 't', 90, 10), measured: 1 }
    const { parts } = series([...large, few, { ...group('a', 'u', 3, 50), measured: 3 }], 'mean')
    expect(parts.at(-1)?.values).toEqual([40])
  })

  const at = (value: string | number, more: Partial<DatasetGroup> = {}): DatasetGroup => ({
    cell: { type: typeof value === 'string' ? 'date' : 'number', value },
    count: 5,
    ...more,
  })
  const buckets = (
    groups: readonly DatasetGroup[],
    bucket: DatasetBucket,
    aggregate: 'sum' | 'mean' | null = null,
    total = groups.length,
  ) => seriesOf({ groups: { groups, total }, aggregate, isScale: true, bucket, format })

  it('has a place for each bucket between the first and the last: nothing for a count and a sum', () => {
    const months = [at('2026-04-01T00:00:00.000Z'), at('2026-01-01T00:00:00.000Z')]
    const { places, parts } = buckets(months, { kind: 'time', unit: 'month' })
    expect(places.map(({ text }) => text)).toEqual(['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'])
    expect(parts[0]?.values).toEqual([5, 0, 0, 5])
    const halves = [at(-0.1, { value: 2, measured: 5 }), at(0.3, { value: 4, measured: 5 })]
    const width = { kind: 'width', width: 0.1 } as const
    expect(buckets(halves, width, 'sum').parts[0]?.values).toEqual([2, 0, 0, 0, 4])
    expect(buckets(halves, width, 'mean').parts[0]?.values).toEqual([2, null, null, null, 4])
  })

  it('calls no bucket empty where groups were left out, or an axis would be endless', () => {
    const width = { kind: 'width', width: 1 } as const
    expect(buckets([at(0), at(3)], width, null, 4000).places).toHaveLength(2)
    expect(buckets([at(0), at(1e15)], width).places).toHaveLength(2)
    const centuries = [at('0001-01-01T00:00:00.000Z'), at('9999-01-01T00:00:00.000Z')]
    expect(buckets(centuries, { kind: 'time', unit: 'year' }).places).toHaveLength(2)
  })
})
