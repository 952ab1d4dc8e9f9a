import { describe, expect, it } from 'vitest'
import { changedLines } from './changed-lines.ts'

const compare = (before: string, after: string) => changedLines([...before], [...after])

describe('the changed lines of a text', () => {
  it('are those that were changed or put in, wherever they stand', () => {
    expect(compare('abc', 'abc')).toEqual({ changed: [], gone: 0 })
    expect(compare('abc', 'aXc')).toEqual({ changed: [1], gone: 1 })
    expect(compare('abc', 'aXYbc')).toEqual({ changed: [1, 2], gone: 0 })
    expect(compare('abcdef', 'acXdf')).toEqual({ changed: [2], gone: 2 })
    expect(compare('', 'ab')).toEqual({ changed: [0, 1], gone: 0 })
    expect(compare('aa', 'a')).toEqual({ changed: [], gone: 1 })
  })

  it('are all between the first and the last difference where the texts are too long to compare', () => {
    const long = Array.from({ length: 5000 }, (_, at) => String(at))
    const other = long.map((line, at) => (at === 10 || at === 4990 ? `${line}!` : line))
    const { changed, gone } = changedLines(long, other)
    expect(changed).toHaveLength(4981)
    expect(gone).toBe(4981)
  })
})
