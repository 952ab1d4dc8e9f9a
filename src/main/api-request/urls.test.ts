import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apiUrl } from './urls.ts'

const bases = ['https://api.example.com', 'https://api.example.com/', 'https://gate.example.com/v1/cloud/']

describe('the URL of a call', () => {
  it('is the base URL and one encoded segment for each part', () => {
    expect(apiUrl('https://gate.example.com/v1/', ['a/b', 'ü ?#'], [['q', 'x&y=1']])).toBe(
      'https://gate.example.com/v1/a%2Fb/%C3%BC%20%3F%23?q=x%26y%3D1',
    )
  })

  it.each(['.', '..', ''])('refuses "%s" as a segment', segment => {
    expect(() => apiUrl('https://api.example.com', ['app', segment])).toThrow('cannot be part of an address')
  })

  it('never leaves the base URL, whatever the segments and parameters are', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '..',
        '.',
        '%2e%2e',
        '%2E.',
        '\\',
        '..\\..',
        '//evil.example',
        '@evil.example',
        '?',
        '#',
        '\ud800',
      ),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...bases),
        fc.array(part, { minLength: 1, maxLength: 5 }),
        fc.array(fc.tuple(part, part), { maxLength: 3 }),
        (base, segments, query) => {
          const isRefused = segments.some(segment => ['', '.', '..'].includes(segment))
          if (isRefused) {
            expect(() => apiUrl(base, segments, query)).toThrow()
            return
          }
          const url = new URL(apiUrl(base, segments, query))
          const root = new URL(base)
          expect(url.origin).toBe(root.origin)
          const path = root.pathname.replace(/\/$/, '')
          expect(url.pathname.startsWith(`${path}/`)).toBe(true)
          const parts = url.pathname.slice(path.length + 1).split('/')
          expect(parts.map(decodeURIComponent)).toEqual(segments.map(segment => segment.toWellFormed()))
          expect(url.hash).toBe('')
        },
      ),
    )
  })
})
