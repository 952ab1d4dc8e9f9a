import { describe, expect, it } from 'vitest'
import type { Cell, CellType, DocumentBlock } from '../../../../../../shared/documents.ts'
import { columnIndexes, columnKey, mergeColumns } from './merged-columns.ts'

const meta = {
  method: 'GET',
  url: 'https://api.example.com/a/c/documents',
  status: 200,
  ms: 1,
  bytes: 1,
  timestamp: null,
  receivedAt: '2026-01-01T00:00:00Z',
  extraKeys: [],
}

/** A block of one row for each value given; all columns have the same rows. */
function blockOf(columns: Record<string, readonly (Cell | null)[]>, number = 0): DocumentBlock {
  const paths = Object.keys(columns)
  const length = Math.max(0, ...Object.values(columns).map(cells => cells.length))
  return {
    block: number,
    shape: 'list',
    odd: null,
    droppedColumns: 0,
    last: false,
    meta,
    columns: paths.map(path => {
      const types: Partial<Record<CellType, number>> = {}
      let maxAbs = 0
      for (const cell of columns[path] ?? []) {
        if (cell === null) continue
        types[cell.type] = (types[cell.type] ?? 0) + 1
        if (typeof cell.value === 'number') maxAbs = Math.max(maxAbs, Math.abs(cell.value))
      }
      return { path, keys: path.split('.'), types, maxAbs }
    }),
    rows: Array.from({ length }, (_, index) => ({
      id: String(index),
      hash: null,
      cells: paths.map(path => columns[path]?.[index] ?? null),
    })),
  }
}
const text = (value: string): Cell => ({ type: 'string', value })
const number = (value: number): Cell => ({ type: 'number', value })
const nothing: Cell = { type: 'null', value: null }

describe('columns merged over blocks', () => {
  it('puts the system fields last and keeps the order of all others', () => {
    const merged = mergeColumns([], blockOf({ _id: [text('1')], b: [text('x')], a: [text('y')] }))
    expect(merged.map(column => column.path)).toEqual(['b', 'a', '_id'])
  })

  it('appends a column that only a later block has, without moving those already shown', () => {
    const first = mergeColumns([], blockOf({ _id: [text('1')], b: [text('x')] }))
    const second = mergeColumns(first, blockOf({ new: [text('n')], b: [text('x')] }))
    expect(second.map(column => column.path)).toEqual(['b', 'new', '_id'])
  })

  it('gives back the same array when a block says nothing new', () => {
    const first = mergeColumns([], blockOf({ a: [number(5)] }))
    expect(mergeColumns(first, blockOf({ a: [number(3)] }))).toBe(first)
  })

  it('keeps the type it first had, and notes the others', () => {
    const first = mergeColumns([], blockOf({ a: [number(5), number(6), text('x')] }))
    const second = mergeColumns(first, blockOf({ a: [{ type: 'boolean', value: true }] }))
    expect(second[0]).toMatchObject({ type: 'number', types: ['number', 'string', 'boolean'] })
  })

  it('waits for a value before it settles on a type', () => {
    const first = mergeColumns([], blockOf({ a: [nothing] }))
    expect(first[0]?.type).toBe('null')
    const second = mergeColumns(first, blockOf({ a: [text('AB-1')] }))
    expect(second[0]).toMatchObject({ type: 'string', codes: true, widest: 4 })
  })

  it('grows the largest number with each block', () => {
    const first = mergeColumns([], blockOf({ a: [number(5)] }))
    expect(mergeColumns(first, blockOf({ a: [number(-90)] }))[0]?.maxAbs).toBe(90)
  })

  it('splits a dotted path in a prefix and a name', () => {
    const [column] = mergeColumns([], blockOf({ 'vehicle.axle.count': [number(2)] }))
    expect(column).toMatchObject({ prefix: 'vehicle.axle.', name: 'count' })
  })

  it('tells codes from words', () => {
    const [codes, words] = mergeColumns(
      [],
      blockOf({ code: [text('W-104477'), text('MR34 HWV')], word: [text('Sharp sand'), text('X1')] }),
    )
    expect([codes?.codes, words?.codes]).toEqual([true, false])
  })

  it('tells a key with a dot from a nested one', () => {
    expect(columnKey(['a.b'])).not.toBe(columnKey(['a', 'b']))
    const block = blockOf({ a: [text('x')] })
    expect(columnIndexes(block).get(columnKey(['a']))).toBe(0)
    expect(columnIndexes(block).get(columnKey(['b']))).toBeUndefined()
  })
})
