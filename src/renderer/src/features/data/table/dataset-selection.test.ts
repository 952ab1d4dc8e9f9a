import { describe, expect, it } from 'vitest'
import { orderAfterClick, withFilter } from './dataset-selection.ts'

describe('the selection of a dataset', () => {
  it('has one condition for each field, the last one given', () => {
    const first = withFilter([], ['a', 'b'], { kind: 'missing', keys: ['a', 'b'] })
    const second = withFilter(first, ['a.b'], { kind: 'null', keys: ['a.b'] })
    expect(second).toHaveLength(2)
    expect(withFilter(second, ['a', 'b'], { kind: 'present', keys: ['a', 'b'] })).toEqual([
      { kind: 'null', keys: ['a.b'] },
      { kind: 'present', keys: ['a', 'b'] },
    ])
    expect(withFilter(second, ['a', 'b'], null)).toEqual([{ kind: 'null', keys: ['a.b'] }])
  })

  it('goes from ascending over descending back to the order of the load', () => {
    const up = orderAfterClick(null, ['a'])
    expect(up).toEqual({ keys: ['a'], descending: false })
    const down = orderAfterClick(up, ['a'])
    expect(down).toEqual({ keys: ['a'], descending: true })
    expect(orderAfterClick(down, ['a'])).toBeNull()
    expect(orderAfterClick(down, ['b'])).toEqual({ keys: ['b'], descending: false })
  })
})
