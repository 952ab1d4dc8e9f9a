import { describe, expect, it } from 'vitest'
import { requestEffect } from './request-effect.ts'

const documents = '/{ApplicationID}/collections/{CollectionID}/documents'

describe('what a request does', () => {
  it.each(['GET', 'HEAD', 'OPTIONS', 'SEARCH'])('%s only reads', method => {
    expect(requestEffect({ method, path: documents }, true)).toEqual({ writes: false, warning: null })
  })

  it('POST documents/query only reads, another POST writes', () => {
    expect(requestEffect({ method: 'POST', path: `${documents}/query?l=1` }, true).writes).toBe(false)
    expect(requestEffect({ method: 'POST', path: documents }, true).writes).toBe(true)
    expect(requestEffect({ method: 'POST', path: '/x/query' }, true).writes).toBe(true)
  })

  it.each(['POST', 'PUT', 'PATCH', 'PURGE', 'get'])(
    '%s asks first where the connection is read-only',
    method => {
      expect(requestEffect({ method, path: documents }, true).warning).toContain(method)
      expect(requestEffect({ method, path: documents }, false).warning).toBeNull()
    },
  )

  it('an invitation and a deletion ask first in any case', () => {
    expect(requestEffect({ method: 'POST', path: '/{ApplicationID}/invite' }, false).warning).toMatch(
      /e-mail/,
    )
    expect(requestEffect({ method: 'DELETE', path: `${documents}/1` }, false).warning).toMatch(/deleted/)
  })
})
