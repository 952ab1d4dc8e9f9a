import { describe, expect, it } from 'vitest'
import { cardMove, columnsFor } from './card-grid.ts'

describe('the grid of cards', () => {
  it('has as many columns as fit, and always one', () => {
    expect(columnsFor(1036)).toBe(3)
    expect(columnsFor(200)).toBe(1)
  })

  it('is walked by arrows sideways and line by line', () => {
    const grid = { cards: 20, columns: 3, page: 2 }
    expect(cardMove('ArrowRight', 4, grid)).toBe(5)
    expect(cardMove('ArrowUp', 4, grid)).toBe(1)
    expect(cardMove('PageDown', 4, grid)).toBe(10)
    expect(cardMove('End', 4, grid)).toBe(19)
    expect(cardMove('Home', 4, grid)).toBe(0)
  })

  it('ends at its ends', () => {
    const grid = { cards: 5, columns: 3, page: 2 }
    expect(cardMove('ArrowDown', 4, grid)).toBe(4)
    expect(cardMove('ArrowLeft', 0, grid)).toBe(0)
  })

  it('leaves other keys alone, and every key where there is no card', () => {
    expect(cardMove('a', 0, { cards: 5, columns: 1, page: 1 })).toBeNull()
    expect(cardMove('End', 0, { cards: 0, columns: 1, page: 1 })).toBeNull()
  })
})
