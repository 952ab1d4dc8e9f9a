import { describe, expect, it } from 'vitest'
import { type DocumentBlock, emptyQuery } from '../../../../../shared/documents.ts'
import { emptyMemory, forgetLengths, memoryFor, remember, rememberedLength } from './list-memory.ts'

function blockOf(block: number, paths: readonly string[], rows: number, last = false): DocumentBlock {
  return {
    block,
    last,
    shape: 'list',
    odd: null,
    droppedColumns: 0,
    columns: paths.map(path => ({ path, keys: [path], types: { number: 1 }, maxAbs: 1 })),
    rows: Array.from({ length: rows }, () => ({
      id: null,
      hash: null,
      cells: paths.map(() => ({ type: 'number', value: 1 })),
    })),
    meta: {
      method: 'GET',
      url: 'https://api.example.com',
      status: 200,
      ms: 1,
      bytes: 1,
      timestamp: null,
      receivedAt: '2026-01-01T00:00:00Z',
      extraKeys: [],
    },
  }
}

describe('what stays known of a list', () => {
  it('is the columns and the lengths of all blocks, also of those that were let go', () => {
    const first = remember(emptyMemory, [blockOf(0, ['a'], 200)])
    const later = remember(first, [blockOf(1, ['b'], 7, true)])
    expect(later.columns.map(column => column.path)).toEqual(['a', 'b'])
    expect(rememberedLength(later, null)).toEqual({ rows: 207, exact: true })
  })

  it('is the same object as long as nothing new comes, so that nothing is drawn again', () => {
    const memory = remember(emptyMemory, [blockOf(0, ['a'], 200)])
    expect(remember(memory, [blockOf(0, ['a'], 200)])).toBe(memory)
    expect(remember(memory, [])).toBe(memory)
  })

  it('keeps its columns for another filter or sort, not for other fields', () => {
    const memory = remember(emptyMemory, [blockOf(0, ['a'], 5, true)])
    const filtered = memoryFor(memory, emptyQuery, { ...emptyQuery, filter: '{"a": 1}' })
    expect([filtered.columns.length, filtered.seen.size]).toEqual([1, 0])
    expect(memoryFor(memory, emptyQuery, { ...emptyQuery, projection: '{"b": 1}' })).toBe(emptyMemory)
  })

  it('forgets the end before a refresh but keeps the columns in their places', () => {
    const memory = remember(emptyMemory, [blockOf(0, ['a'], 5, true)])
    const forgotten = forgetLengths(memory)
    expect(forgotten.columns).toBe(memory.columns)
    expect(rememberedLength(forgotten, null).exact).toBe(false)
  })
})
