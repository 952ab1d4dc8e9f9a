import { describe, expect, it } from 'vitest'
import { blockSize } from '../../../../../shared/documents.ts'
import { blocksOf, blocksToDrop, lengthOf } from './block-window.ts'

const full = (block: number) => ({ block, rows: blockSize, last: false })

describe('blocks of a range', () => {
  it('is one block as long as the range does not cross its edge', () => {
    expect(blocksOf({ first: 0, last: blockSize - 1 })).toEqual([0])
    expect(blocksOf({ first: blockSize - 1, last: blockSize })).toEqual([0, 1])
  })
})

describe('length of a list', () => {
  it('grows with the blocks as long as neither end nor count is known', () => {
    expect(lengthOf([], null)).toEqual({ rows: blockSize, exact: false })
    expect(lengthOf([full(0), full(1)], null)).toEqual({ rows: 3 * blockSize, exact: false })
  })

  it('is the count once that has come', () => {
    expect(lengthOf([full(0)], 100_000)).toEqual({ rows: 100_000, exact: true })
  })

  it('is where the list was seen to end, whatever the count says', () => {
    const ending = { block: 1, rows: 3, last: true }
    expect(lengthOf([full(0), ending], 100_000)).toEqual({ rows: blockSize + 3, exact: true })
    expect(lengthOf([{ block: 0, rows: 0, last: true }], null)).toEqual({ rows: 0, exact: true })
  })

  it('never hides rows that came although the count is smaller', () => {
    expect(lengthOf([full(0), full(1)], 10).rows).toBe(2 * blockSize)
  })
})

describe('letting blocks go', () => {
  const cached = [0, 1, 2, 3].map(block => ({ block, seenAt: 10 - block }))

  it('keeps all while there is room', () => {
    expect(blocksToDrop(cached, new Set(), 4)).toEqual([])
  })

  it('drops those unseen for longest', () => {
    expect(blocksToDrop(cached, new Set(), 2)).toEqual([3, 2])
  })

  it('never drops what is on screen', () => {
    expect(blocksToDrop(cached, new Set([3, 2]), 2)).toEqual([1, 0])
  })
})
