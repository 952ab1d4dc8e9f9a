import { describe, expect, it } from 'vitest'
import { choicesOf } from './type-choice.tsx'

const named = (counts: Parameters<typeof choicesOf>[1]) =>
  choicesOf(['notes'], counts).map(({ name, count }) => `${name} ${count}`)

describe('the types of a column to choose from', () => {
  it('have the documents that are counted, and what is left is missing', () => {
    expect(named({ types: { string: 60, number: 20, null: 5 }, documents: 100 })).toEqual([
      'Has a value 80',
      'Is text 60',
      'Is a number 20',
      'Is null 5',
      'Is missing 15',
    ])
  })

  it('are not named where there is only one', () => {
    expect(named({ types: { date: 9 }, documents: 9 })).toEqual([
      'Has a value 9',
      'Is null 0',
      'Is missing 0',
    ])
  })
})
