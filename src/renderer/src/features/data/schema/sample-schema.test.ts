import { describe, expect, it } from 'vitest'
import type { Cell, DocumentBlock } from '../../../../../shared/documents.ts'
import { sampleSchema } from './sample-schema.ts'

const number = (value: number): Cell => ({ type: 'number', value })
const text = (value: string): Cell => ({ type: 'string', value })
const date = (value: string): Cell => ({ type: 'date', value })

function block(paths: readonly string[], rows: readonly (readonly (Cell | null)[])[], at = 0): DocumentBlock {
  return {
    ...{ block: at, shape: 'list', odd: null, droppedColumns: 0, last: true },
    columns: paths.map(path => ({ path, keys: path.split('.'), types: {}, maxAbs: 0 })),
    rows: rows.map(cells => ({ id: null, hash: null, cells })),
    meta: {
      ...{ method: 'GET', url: '', status: 200, ms: 0, bytes: 0 },
      ...{ timestamp: null, receivedAt: '', extraKeys: [] },
    },
  }
}

function only(cells: readonly (Cell | null)[]) {
  const [field] = sampleSchema(
    [
      block(
        ['a'],
        cells.map(cell => [cell]),
      ),
    ],
    true,
  ).fields
  if (field === undefined) throw new Error('There is no field.')
  return field
}

describe('the schema of the documents in the window', () => {
  it('counts types, null among them, and what is missing', () => {
    const field = only([number(1), text('x'), { type: 'null', value: null }, null])
    expect(field.types).toEqual({ number: 1, string: 1, null: 1 })
    expect(field.missing).toBe(1)
    expect(field.distinct).toEqual({ count: 2, isApproximate: false })
  })

  it('gives numbers their ends, their mean and a histogram that counts each once', () => {
    const field = only([1, 2, 3, 10].map(number))
    expect(field).toMatchObject({ min: number(1), max: number(10), mean: 4 })
    expect(field.histogram).toHaveLength(30)
    expect(field.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(4)
    expect(field.histogram.at(-1)).toMatchObject({ to: 10, count: 1 })
  })

  it('puts equal numbers into one bucket', () => {
    expect(only([number(7), number(7)]).histogram).toEqual([{ from: 7, to: 7, count: 2 }])
  })

  it('orders dates by their moments and spreads them over time', () => {
    const field = only([date('2026-01-02T00:00:00Z'), date('2026-01-01T23:00:00+02:00')])
    expect(field.min).toEqual(date('2026-01-01T23:00:00+02:00'))
    expect(field.histogram[0]?.from).toBe(Date.parse('2026-01-01T21:00:00Z'))
    expect(field.mean).toBeNull()
  })

  it('lists the most frequent values first, at most ten', () => {
    const values = [...'aabbbcdefghijkl'].map(text)
    const { top } = only(values)
    expect(top.slice(0, 2)).toEqual([
      { cell: text('b'), count: 3 },
      { cell: text('a'), count: 2 },
    ])
    expect(top).toHaveLength(10)
  })

  it('tells apart values that read alike but have other types', () => {
    expect(only([number(1), text('1')]).distinct?.count).toBe(2)
    expect(only([number(1), text('1')])).toMatchObject({ min: null, max: null })
  })

  it('measures lists by their lengths', () => {
    const list = (size: number): Cell => ({ type: 'array', value: '[…]', size })
    expect(only([list(2), list(6), null]).arrays).toEqual({
      ...{ minLength: 2, maxLength: 6, meanLength: 4, elements: [], entries: 0, allEntries: 0, fields: [] },
    })
  })

  it('joins blocks whose columns differ, with the fields of the API itself last', () => {
    const schema = sampleSchema(
      [block(['_id', 'a'], [[text('1'), number(1)]]), block(['b', 'a'], [[number(5), null]], 1)],
      false,
    )
    expect(schema.fields.map(({ path, missing }) => [path, missing])).toEqual([
      ['a', 1],
      ['b', 1],
      ['_id', 1],
    ])
    expect(schema).toMatchObject({ documents: 2, isComplete: false })
  })

  it('is empty for no documents', () => {
    expect(sampleSchema([], true)).toEqual({ documents: 0, isComplete: true, fields: [], droppedFields: 0 })
  })
})
