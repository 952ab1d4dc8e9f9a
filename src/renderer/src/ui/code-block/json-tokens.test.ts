import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonTokens } from './json-tokens.ts'

const kinds = (line: string): readonly string[] => jsonTokens(line).map(({ kind, text }) => `${kind} ${text}`)

describe('the parts of a line of JSON', () => {
  it('tell a key from a string', () => {
    expect(kinds('  "name": "a \\" b",')).toEqual([
      'plain   ',
      'key "name"',
      'bracket :',
      'plain  ',
      'string "a \\" b"',
      'bracket ,',
    ])
  })

  it('know numbers, booleans and null', () => {
    expect(kinds('[-1.5e+3, true, null]').filter(part => !part.startsWith('bracket'))).toEqual([
      'number -1.5e+3',
      'plain  ',
      'boolean true',
      'plain  ',
      'null null',
    ])
  })

  it('leave what is not JSON plain', () => {
    expect(kinds('<html>')).toEqual(['plain <html>'])
  })

  it('joined are the line again, for any text', () => {
    fc.assert(
      fc.property(fc.string(), line => {
        expect(
          jsonTokens(line)
            .map(token => token.text)
            .join(''),
        ).toBe(line)
      }),
    )
  })
})
