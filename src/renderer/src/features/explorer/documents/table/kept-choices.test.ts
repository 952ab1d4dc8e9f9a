import { describe, expect, it } from 'vitest'
import { columnLayoutSchema } from '../../../../../../shared/column-layout.ts'
import { choicesOf, layoutOf } from './kept-choices.ts'
import { columnKey } from './merged-columns.ts'

describe('choices about columns', () => {
  it('come back as they were, keys with dots and reserved names among them', () => {
    const dotted = columnKey(['a.b', 'c'])
    const choices = {
      widths: Object.fromEntries([
        [dotted, 120],
        ['__proto__', 90],
      ]),
      hidden: [dotted],
      pinned: ['constructor'],
      order: ['constructor', dotted],
    }
    const layout = layoutOf(choices)
    expect(columnLayoutSchema.parse(layout)).toEqual(layout)
    expect(layout.hidden).toEqual([['a.b', 'c']])
    expect(choicesOf(layout)).toEqual(choices)
    expect(Object.keys(choicesOf(layout).widths)).toContain('__proto__')
  })

  it('about a field that is too deep to be kept are left out', () => {
    const deep = columnKey(Array.from({ length: 21 }, () => 'x'))
    const layout = layoutOf({ widths: { [deep]: 100, a: 99.6 }, hidden: [deep], pinned: [], order: [] })
    expect(layout).toMatchObject({ widths: [{ keys: ['a'], width: 100 }], hidden: [] })
  })
})
