import { describe, expect, it } from 'vitest'
import { blockSize, type DocumentBlock } from '../../../../../shared/documents.ts'
import { changesBetween, countOf } from './change-marks.ts'

const meta = {
  method: 'GET',
  url: 'https://api.example.com',
  status: 200,
  ms: 1,
  bytes: 1,
  timestamp: null,
  receivedAt: '2026-01-01T00:00:00Z',
  extraKeys: [],
}

function blockOf(
  rows: Record<string, Record<string, number>>,
  { block = 0, last = true }: { block?: number; last?: boolean } = {},
): DocumentBlock {
  const paths = [...new Set(Object.values(rows).flatMap(row => Object.keys(row)))]
  return {
    block,
    last,
    shape: 'list',
    odd: null,
    droppedColumns: 0,
    meta,
    columns: paths.map(path => ({ path, keys: [path], types: { number: 1 }, maxAbs: 1 })),
    rows: Object.entries(rows).map(([id, row]) => ({
      id,
      hash: null,
      cells: paths.map(path => {
        const value = row[path]
        return value === undefined ? null : { type: 'number', value }
      }),
    })),
  }
}

describe('changes between two fetches', () => {
  it('finds nothing when nothing changed', () => {
    const block = blockOf({ a: { kg: 1 } })
    expect(countOf(changesBetween([block], [block]))).toBe(0)
  })

  it('names the cell that changed, even when the row moved', () => {
    const changes = changesBetween(
      [blockOf({ a: { kg: 1 }, b: { kg: 2 } })],
      [blockOf({ b: { kg: 3 }, a: { kg: 1 } })],
    )
    expect([...changes.cells]).toEqual([['b', new Set(['kg'])]])
    expect(changes.fields.get('b')).toMatchObject([
      { path: 'kg', before: { type: 'number' }, after: { type: 'number' } },
    ])
    expect(changes.fields.get('b')?.[0]?.before).not.toEqual(changes.fields.get('b')?.[0]?.after)
  })

  it('sees a field that came and a field that went', () => {
    const changes = changesBetween([blockOf({ a: { old: 1 } })], [blockOf({ a: { fresh: 1 } })])
    expect(changes.cells.get('a')).toEqual(new Set(['fresh', 'old']))
  })

  it('counts added and removed rows', () => {
    const changes = changesBetween(
      [blockOf({ a: { kg: 1 }, b: { kg: 2 } })],
      [blockOf({ c: { kg: 9 }, a: { kg: 1 } })],
    )
    expect([[...changes.added], changes.removed]).toEqual([['c'], 1])
    expect(countOf(changes)).toBe(2)
  })

  it('does not take a row for removed that was only pushed out of an open range', () => {
    const before = blockOf({ a: { kg: 1 }, b: { kg: 2 } }, { last: false })
    const after = blockOf({ c: { kg: 9 }, a: { kg: 1 } }, { last: false })
    expect(changesBetween([before], [after])).toMatchObject({ removed: 0, added: new Set(['c']) })
  })

  it('does not take a row for added that only came in at the upper edge', () => {
    const before = blockOf({ a: { kg: 1 }, b: { kg: 2 } }, { block: 3 })
    const after = blockOf({ z: { kg: 9 }, a: { kg: 1 }, b: { kg: 2 } }, { block: 3 })
    expect(changesBetween([before], [after]).added.size).toBe(0)
  })

  it('follows a row from one block to the next', () => {
    const before = [blockOf({ a: { kg: 1 } }, { last: false }), blockOf({ b: { kg: 1 } }, { block: 1 })]
    const after = [
      blockOf({ n: { kg: 1 } }, { last: false }),
      blockOf({ a: { kg: 1 }, b: { kg: 1 } }, { block: 1 }),
    ]
    expect(changesBetween(before, after)).toMatchObject({ removed: 0, added: new Set(['n']) })
    expect(blockSize).toBeGreaterThan(1)
  })
})
