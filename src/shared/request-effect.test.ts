import { describe, expect, it } from 'vitest'
import { requestEffect } from './request-effect.ts'

const documents = '/{ApplicationID}/collections/{CollectionID}/documents'

describe('what a request does', () => {
  it.each(['GET', 'HEAD', 'OPTIONS', 'SEARCH'])('%s only reads', method => {
    expect(requestEffect({ method, path: documents }, true)).toEqual({
      writes: false,
      warning: null,
      asks: 'never',
    })
  })

  it('POST documents/query only reads, another POST writes', () => {
    expect(requestEffect({ method: 'POST', path: `${documents}/query?l=1` }, true).writes).toBe(false)
    expect(requestEffect({ method: 'POST', path: documents }, true).writes).toBe(true)
    expect(requestEffect({ method: 'POST', path: '/x/query' }, true).writes).toBe(true)
  })

  it.each(['POST', 'PUT', 'PATCH', 'PURGE', 'get'])(
    '%s asks each time where the connection is read-only, and once where it is not',
    method => {
      for (const readOnly of [true, false]) {
        const effect = requestEffect({ method, path: documents }, readOnly)
        expect(effect.warning).toContain(method)
        expect(effect.asks).toBe(readOnly ? 'each time' : 'once')
      }
    },
  )

  it.each<[string, Parameters<typeof requestEffect>[0]]>([
    [
      'by a placeholder',
      { path: '/{A}/{Path}', values: [{ name: 'Path', value: 'invite' }], method: 'POST' },
    ],
    ['by another method', { path: '/{A}/invite', method: 'PUT' }],
    ['by SEARCH', { path: '/{A}/invite', method: 'SEARCH' }],
    ['by GET with a body', { path: '/{A}/invite', method: 'GET', body: { kind: 'json' } }],
    ['with a slash at the end, and a query', { path: '/{A}/invite/?x=1', method: 'POST' }],
    ['in other letters', { path: '/{A}/Invit%65', method: 'POST' }],
    ['with an encoded slash', { path: '/{A}%2Finvite', method: 'POST' }],
  ])('an invitation is seen %s', (_how, request) => {
    expect(requestEffect(request, false)).toMatchObject({
      writes: true,
      warning: expect.stringContaining('e-mail'),
    })
  })

  it.each<Parameters<typeof requestEffect>[0]>([
    { path: '/{A}/invite', method: 'GET', body: { kind: 'none' } },
    { path: '/{A}/invite', method: 'HEAD' },
    { path: '/{A}/invite', method: 'OPTIONS', body: { kind: 'json' } },
    { path: '/{A}/invited', method: 'SEARCH' },
    { path: '/invite/x', method: 'GET', body: { kind: 'json' } },
  ])('reading is none: $method $path', request => {
    expect(requestEffect(request, true)).toEqual({ writes: false, warning: null, asks: 'never' })
  })

  it('an invitation and a deletion ask each time in any case', () => {
    expect(requestEffect({ method: 'POST', path: '/{A}/invite' }, false).asks).toBe('each time')
    expect(requestEffect({ method: 'DELETE', path: `${documents}/1` }, false).asks).toBe('each time')
    expect(requestEffect({ method: 'POST', path: '/{ApplicationID}/invite' }, false).warning).toMatch(
      /e-mail/,
    )
    expect(requestEffect({ method: 'DELETE', path: `${documents}/1` }, false).warning).toMatch(/deleted/)
  })
})
