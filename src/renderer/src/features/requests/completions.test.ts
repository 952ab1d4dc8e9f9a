import { describe, expect, it } from 'vitest'
import { completionsOf, openVariable } from './completions.ts'

const variables = new Map([
  ['app', '64f1'],
  ['limit', '10'],
])
const textsOf = (value: string, caret = value.length, words: readonly string[] = []) =>
  completionsOf(value, caret, variables, words).map(({ text }) => text)

describe('completing a field', () => {
  it('offers variables after two braces, and puts the chosen one in their place', () => {
    expect(textsOf('/{{')).toEqual(['/{{app}}', '/{{limit}}'])
    expect(textsOf('/{{LI')).toEqual(['/{{limit}}'])
    expect(textsOf('/{{a/more', 4)).toEqual(['/{{app}}'])
    expect(textsOf('/{{ap}}/more', 5)).toEqual(['/{{app}}/more'])
  })

  it('offers words where no variable is open, but not the one that stands there', () => {
    expect(textsOf('/{{app}}')).toEqual([])
    expect(textsOf('js', 2, ['application/json', 'text/csv'])).toEqual(['application/json'])
    expect(textsOf('text/csv', 8, ['text/csv'])).toEqual([])
  })

  it('knows an open variable from a placeholder and from a closed one', () => {
    expect(openVariable('{app')).toBeNull()
    expect(openVariable('{{app}} ')).toBeNull()
    expect(openVariable('a {{ b')).toBe('b')
  })
})
