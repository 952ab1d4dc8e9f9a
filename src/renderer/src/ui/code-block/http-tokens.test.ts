import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { httpTokens } from './http-tokens.ts'

const kinds = (text: string) =>
  httpTokens(text.split('\n')).map(line => line.map(token => `${token.kind} ${token.text}`))

describe('the parts of raw HTTP text', () => {
  it('tell by the status line how the call ended', () => {
    expect(kinds('HTTP/1.1 403 Forbidden')).toEqual([['failed HTTP/1.1 403 Forbidden']])
    expect(kinds('HTTP/1.1 200 OK')).toEqual([['succeeded HTTP/1.1 200 OK']])
    expect(kinds('GET /access HTTP/1.1')).toEqual([['plain GET /access HTTP/1.1']])
  })

  it('tell names of headers from their values', () => {
    expect(kinds('GET / HTTP/1.1\nhost: a.example:80')[1]).toEqual(['key host', 'plain : a.example:80'])
  })

  it('colour a body of JSON as such, and no other body', () => {
    expect(kinds('HTTP/1.1 200 OK\n\n{"a":1}').at(-1)).toContain('number 1')
    expect(kinds('HTTP/1.1 200 OK\n\ngrant_type: 1').at(-1)).toEqual(['plain grant_type: 1'])
  })

  it('joined are the text again, for any text', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('', 'HTTP/1.1 200 OK', 'a: b'))), lines => {
        expect(httpTokens(lines).map(line => line.map(token => token.text).join(''))).toEqual(lines)
      }),
    )
  })
})
