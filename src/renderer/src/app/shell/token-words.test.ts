import { describe, expect, it } from 'vitest'
import { tokenWords } from './token-words.ts'

describe('the state of a token', () => {
  it('is unknown before anything came', () => {
    expect(tokenWords(undefined, null)).toEqual({ tone: 'unknown', text: 'No token yet' })
  })

  it('is valid for as long as seconds are left, or when the server named no end', () => {
    expect(tokenWords('valid', 1).text).toBe('Token valid')
    expect(tokenWords('valid', null).text).toBe('Token valid')
  })

  it('is expired the moment that none are left', () => {
    expect(tokenWords('valid', 0)).toEqual({ tone: 'unknown', text: 'Token expired' })
  })
})
