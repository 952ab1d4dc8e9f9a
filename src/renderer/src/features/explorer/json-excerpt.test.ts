import { describe, expect, it } from 'vitest'
import { excerptOf } from './json-excerpt.ts'

const textOf = (text: string, length = text.length) => ({ text, length })

describe('excerpt of a JSON text', () => {
  it('is the whole text while that is short', () => {
    expect(excerptOf(textOf('a\nb'), 2)).toEqual({ text: 'a\nb', lines: 2, allLines: 2, note: null })
  })

  it('is the first lines of a long one, and says so', () => {
    const excerpt = excerptOf(textOf('a\nb\nc\nd'), 2)
    expect(excerpt).toMatchObject({ text: 'a\nb', lines: 2, allLines: 4 })
    expect(excerpt.note).toContain('First 2 of 4 lines')
  })

  it('says that a text was cut before it came', () => {
    expect(excerptOf(textOf('a\nb', 5000), 10).note).toContain('5,000 characters')
  })

  it('takes an empty text for one line', () => {
    expect(excerptOf(textOf(''), 5)).toEqual({ text: '', lines: 1, allLines: 1, note: null })
  })
})
