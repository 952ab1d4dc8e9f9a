import { describe, expect, it } from 'vitest'
import { freeInView, layOut, noChoices } from './column-layout.ts'
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
