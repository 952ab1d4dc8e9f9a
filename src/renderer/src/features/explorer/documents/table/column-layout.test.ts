import { describe, expect, it } from 'vitest'
import { freeInView, layOut, noChoices, withMoved } from './column-layout.ts'
import { columnKey, type TableColumn } from './merged-columns.ts'

function column(path: string, more: Partial<TableColumn> = {}): TableColumn {
  const keys = path.split('.')
  return {
    key: columnKey(keys),
    keys,
    path,
    prefix: keys.length > 1 ? `${keys.slice(0, -1).join('.')}.` : '',
    name: keys.at(-1) ?? '',
    type: 'string',
    types: ['string'],
    maxAbs: 0,
    system: false,
    widest: 8,
    codes: false,
    ...more,
  }
}
const five = ['a', 'v.x', 'v.y', 'v.z', 'w.q'].map(path => column(path))
const key = (path: string) => columnKey(path.split('.'))

describe('column layout', () => {
  it('pins the first column and stands the others behind it in order', () => {
    const layout = layOut(five, noChoices)
    expect(layout.all.map(laid => [laid.column.path, laid.pinned])).toEqual([
      ['a', true],
      ['v.x', false],
      ['v.y', false],
      ['v.z', false],
      ['w.q', false],
    ])
    expect(layout.free[0]?.left).toBe(layout.pinnedWidth)
    expect(layout.width).toBe(layout.all.reduce((sum, laid) => sum + laid.width, 0))
  })

  it('moves a pinned column beside the first and leaves the rest in order', () => {
    const layout = layOut(five, { ...noChoices, pinned: [key('v.z')] })
    expect(layout.all.map(laid => laid.column.path)).toEqual(['a', 'v.z', 'v.x', 'v.y', 'w.q'])
  })

  it('hides columns, and pins the next when the first is hidden', () => {
    const layout = layOut(five, { ...noChoices, hidden: [key('a')] })
    expect(layout.pinned.map(laid => laid.column.path)).toEqual(['v.x'])
  })

  it('lays out a field whose name every object knows like any other', () => {
    const layout = layOut([column('constructor'), column('__proto__')], noChoices)
    expect(layout.all.every(laid => laid.width > 0)).toBe(true)
    expect(layout.width).toBe(layout.all.reduce((sum, laid) => sum + laid.width, 0))
  })

  it('keeps one column when all are hidden', () => {
    expect(layOut(five, { ...noChoices, hidden: five.map(one => one.key) }).all).toHaveLength(1)
  })

  it('marks runs of neighbours under one parent', () => {
    expect(layOut(five, noChoices).all.map(laid => laid.nest)).toEqual([
      'none',
      'start',
      'middle',
      'end',
      'only',
    ])
  })

  it('takes a width set by hand as it is', () => {
    expect(layOut(five, { ...noChoices, widths: { [key('a')]: 61 } }).all[0]?.width).toBe(61)
  })
})

describe('columns in view', () => {
  const many = Array.from({ length: 200 }, (_, index) => column(`field${index}`))
  const layout = layOut(many, noChoices)

  it('draws only what a wide table shows', () => {
    const { shown, before } = freeInView(layout, 0, 1000)
    expect(shown.length).toBeLessThan(30)
    expect(before).toBe(0)
  })

  it('leaves the room of the columns that were scrolled away', () => {
    const { shown, before } = freeInView(layout, 5000, 1000)
    const first = shown[0]
    expect(first?.left).toBe(layout.pinnedWidth + before)
    expect(first === undefined ? 0 : first.left + first.width).toBeGreaterThan(4700)
  })
})

describe('a column that is moved', () => {
  const paths = (choices: Parameters<typeof layOut>[1], columns = five) =>
    layOut(columns, choices).all.map(laid => laid.column.path)

  it('takes the place of another, from either side', () => {
    expect(paths(withMoved(noChoices, five, key('v.x'), key('v.z')))).toEqual([
      'a',
      'v.y',
      'v.z',
      'v.x',
      'w.q',
    ])
    expect(paths(withMoved(noChoices, five, key('w.q'), key('v.x')))).toEqual([
      'a',
      'w.q',
      'v.x',
      'v.y',
      'v.z',
    ])
  })

  it('to the front becomes the pinned one', () => {
    const moved = withMoved(noChoices, five, key('w.q'), key('a'))
    expect(layOut(five, moved).pinned.map(laid => laid.column.path)).toEqual(['w.q'])
    expect(paths(moved)).toEqual(['w.q', 'a', 'v.x', 'v.y', 'v.z'])
  })

  it('among pinned ones is pinned, and out of them is not', () => {
    const pinned = { ...noChoices, pinned: [key('v.y')] }
    const joined = withMoved(pinned, five, key('w.q'), key('v.y'))
    expect(layOut(five, joined).pinned.map(laid => laid.column.path)).toEqual(['a', 'w.q', 'v.y'])
    const left = withMoved(joined, five, key('w.q'), key('v.x'))
    expect(layOut(five, left).pinned.map(laid => laid.column.path)).toEqual(['a', 'v.y'])
    expect(paths(left)).toEqual(['a', 'v.y', 'v.x', 'w.q', 'v.z'])
  })

  it('leaves room for columns that come later, behind the ones they came behind', () => {
    const moved = withMoved(noChoices, five, key('w.q'), key('v.x'))
    const more = [...five.slice(0, 3), column('v.new'), ...five.slice(3)]
    expect(paths(moved, more)).toEqual(['a', 'w.q', 'v.x', 'v.y', 'v.new', 'v.z'])
  })
})
