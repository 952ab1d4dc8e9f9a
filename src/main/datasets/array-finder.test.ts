import { describe, expect, it } from 'vitest'
import { createArrayFinder, type FoundArray } from './array-finder.ts'

function find(text: string, size: number): readonly FoundArray[] {
  const finder = createArrayFinder()
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) finder.push(bytes.subarray(at, at + size))
  return finder.found()
}

describe('the finder of arrays', () => {
  it('tells where arrays stand and how many entries they have, wherever the bytes are cut', () => {
    const text = JSON.stringify(
      {
        'timestamp, [1]': '[1,2] "x\\" {',
        data: { rows: [1, [2, 3], { inner: [4] }], empty: [], 'ke"y': { list: ['a,b', null] } },
        last: [{ a: 1, b: 2 }],
      },
      null,
      1,
    )
    for (const size of [1, 2, 7, 1000]) {
      expect(find(text, size)).toEqual([
        { path: ['data', 'rows'], entries: 3 },
        { path: ['data', 'empty'], entries: 0 },
        { path: ['data', 'ke"y', 'list'], entries: 2 },
        { path: ['last'], entries: 1 },
      ])
    }
  })

  it('takes an array that is the whole text, and finds none in other values', () => {
    expect(find('[1, 2]', 3)).toEqual([{ path: [], entries: 2 }])
    expect(find('{"a":{"b":5}}', 3)).toEqual([])
    expect(find('"text"', 3)).toEqual([])
  })
})
