import { describe, expect, it } from 'vitest'
import { foundText } from './search-words.ts'

const match = { line: 0, column: 0, length: 1, byte: 0, bytes: 1 }

describe('the words of a search', () => {
  it('say how far one is, and what is missing', () => {
    const matches = [match, match]
    expect(foundText({ matches, count: 2, whole: true }, 1)).toBe('2 of 2')
    expect(foundText({ matches: [], count: 0, whole: true }, 0)).toBe('Nothing found')
    expect(foundText({ matches: [], count: 0, whole: false }, 0)).toBe('Nothing found, ended after 10 s')
    expect(foundText({ matches, count: 5000, whole: true }, 0)).toBe('1 of 5,000, the first 2 can be gone to')
    expect(foundText({ matches, count: 2, whole: false }, 0)).toBe('1 of at least 2, ended after 10 s')
  })
})
