import { describe, expect, it } from 'vitest'
import { moveOf } from './grid-keys.ts'

const size = { rows: 100_000, columns: 8, page: 20 }
const press = (key: string, ctrlKey = false) => ({ key, ctrlKey })
const middle = { row: 50, column: 3 }

describe('keys in the grid', () => {
  it('steps to the neighbours', () => {
    expect(moveOf(press('ArrowDown'), middle, size)).toEqual({ row: 51, column: 3 })
    expect(moveOf(press('ArrowLeft'), middle, size)).toEqual({ row: 50, column: 2 })
  })

  it('pages by what is on screen, less one row of overlap', () => {
    expect(moveOf(press('PageDown'), middle, size)).toEqual({ row: 69, column: 3 })
    expect(moveOf(press('PageUp'), middle, size)).toEqual({ row: 31, column: 3 })
  })

  it('goes to the ends of the row', () => {
    expect(moveOf(press('End'), middle, size)).toEqual({ row: 50, column: 7 })
    expect(moveOf(press('Home'), middle, size)).toEqual({ row: 50, column: 0 })
  })

  it('goes to the first and the last cell of all with Ctrl', () => {
    expect(moveOf(press('End', true), middle, size)).toEqual({ row: 99_999, column: 7 })
    expect(moveOf(press('Home', true), middle, size)).toEqual({ row: 0, column: 0 })
  })

  it('enters the head from the first row and never leaves the grid', () => {
    expect(moveOf(press('ArrowUp'), { row: 0, column: 0 }, size)).toEqual({ row: -1, column: 0 })
    expect(moveOf(press('ArrowUp'), { row: -1, column: 0 }, size)).toEqual({ row: -1, column: 0 })
    expect(moveOf(press('ArrowRight'), { row: 0, column: 7 }, size)).toEqual({ row: 0, column: 7 })
    expect(moveOf(press('PageUp'), { row: 3, column: 0 }, size)).toEqual({ row: 0, column: 0 })
  })

  it('leaves other keys alone', () => {
    expect(moveOf(press('a'), middle, size)).toBeNull()
    expect(moveOf(press('Tab'), middle, size)).toBeNull()
  })
})
