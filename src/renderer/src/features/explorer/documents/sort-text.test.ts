import { describe, expect, it } from 'vitest'
import { sortAfterClick, sortKeysOf } from './sort-text.ts'

describe('sort text', () => {
  it('reads keys in order of weight', () => {
    expect(sortKeysOf('{"a": 1, "b.c": -1}')).toEqual([
      { path: 'a', direction: 'ascending' },
      { path: 'b.c', direction: 'descending' },
    ])
  })

  it('reads nothing from half-typed or foreign text', () => {
    for (const text of ['', '{"a":', '[1]', '"a"', 'null', '{"a": "up"}'])
      expect(sortKeysOf(text)).toEqual([])
  })
})

describe('a click on a column head', () => {
  it('goes from ascending over descending back to none', () => {
    const once = sortAfterClick('', 'kg', false)
    const twice = sortAfterClick(once, 'kg', false)
    expect([once, twice, sortAfterClick(twice, 'kg', false)]).toEqual(['{ "kg": 1 }', '{ "kg": -1 }', ''])
  })

  it('replaces another column', () => {
    expect(sortAfterClick('{"a": -1}', 'b', false)).toBe('{ "b": 1 }')
  })

  it('adds to other columns when asked to, and turns each in its place', () => {
    expect(sortAfterClick('{"a": -1}', 'b', true)).toBe('{ "a": -1, "b": 1 }')
    expect(sortAfterClick('{"a": 1, "b": 1}', 'a', true)).toBe('{ "a": -1, "b": 1 }')
    expect(sortAfterClick('{"a": -1, "b": 1}', 'a', true)).toBe('{ "b": 1 }')
  })

  it('writes a field name with quotes so that it reads back', () => {
    expect(sortKeysOf(sortAfterClick('', 'a "b"', false))).toEqual([
      { path: 'a "b"', direction: 'ascending' },
    ])
  })
})
