import { describe, expect, it } from 'vitest'
import { chosenCount, everyRow, extended, isChosen, nothingChosen, toggled } from './row-choice.ts'

describe('chosen rows', () => {
  it('are put together from single rows, and fall apart again', () => {
    const three = [4, 2, 3].reduce(toggled, nothingChosen)
    expect(three.places).toEqual([{ from: 2, to: 5 }])
    expect(toggled(three, 3).places).toEqual([
      { from: 2, to: 3 },
      { from: 4, to: 5 },
    ])
    expect(chosenCount(three)).toBe(3)
    expect([isChosen(three, 1), isChosen(three, 2), isChosen(three, 5)]).toEqual([false, true, false])
  })

  it('reach from the last one to another, in either direction and back', () => {
    const one = toggled(toggled(nothingChosen, 20), 10)
    expect(extended(one, 13).places).toEqual([
      { from: 10, to: 14 },
      { from: 20, to: 21 },
    ])
    expect(extended(extended(one, 13), 11).places[0]).toEqual({ from: 10, to: 12 })
    expect(extended(extended(one, 13), 8).places[0]).toEqual({ from: 8, to: 11 })
  })

  it('are all of them, or none', () => {
    expect(chosenCount(everyRow(1_000_000))).toBe(1_000_000)
    expect(everyRow(0)).toEqual(nothingChosen)
  })
})
