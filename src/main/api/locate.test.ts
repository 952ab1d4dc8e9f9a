import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyQuery } from '../../shared/documents.ts'
import { apiUrl } from '../api-request/index.ts'
import { locate } from './locate.ts'

const base = 'https://gate.example.com/api'
const app = '650c1f77bcf86cd799439011'
const nowhere = { applicationId: null, collectionId: null }
const inApplication = { applicationId: app, collectionId: null }
const inCollection = { applicationId: app, collectionId: 'weighings' }

describe('locating what was typed', () => {
  it('takes an ID for an application, a collection or a document, depending on where one is', () => {
    expect(locate(base, ` ${app}\n`, nowhere)).toEqual({ kind: 'application', applicationId: app })
    expect(locate(base, 'weighings', inApplication)).toEqual({
      kind: 'documents',
      applicationId: app,
      collectionId: 'weighings',
      query: emptyQuery,
    })
    expect(locate(base, 'T-1042', inCollection)).toEqual({
      kind: 'document',
      applicationId: app,
      collectionId: 'weighings',
      documentId: 'T-1042',
    })
  })

  it('understands API URLs and paths of every view', () => {
    const documents = { kind: 'documents', applicationId: app, collectionId: 'a b', query: emptyQuery }
    expect(locate(base, base, inCollection)).toEqual({ kind: 'applications' })
    expect(locate(base, `${base}/access`, inCollection)).toEqual({ kind: 'applications' })
    expect(locate(base, `/${app}`, inCollection)).toEqual({ kind: 'application', applicationId: app })
    expect(locate(base, `${base}/${app}/collections/`, nowhere)).toEqual({
      kind: 'collections',
      applicationId: app,
    })
    expect(locate(base, `${base}/${app}/collections/a%20b`, nowhere)).toEqual(documents)
    expect(locate(base, `gate.example.com/api/${app}/collections/a%20b/documents/query`, nowhere)).toEqual(
      documents,
    )
    expect(locate(base, `${app}/collections/a%20b/documents/d%2F1`, nowhere)).toEqual({
      kind: 'document',
      applicationId: app,
      collectionId: 'a b',
      documentId: 'd/1',
    })
  })

  it('keeps the parameters that the query bar has', () => {
    const url = `${base}/${app}/collections/c/documents?q=a%20b&search=x&foreignkeys=true&hidesystemflags=1&l=5&o=10`
    expect(locate(base, url, nowhere)).toMatchObject({
      query: { ...emptyQuery, q: 'a b', search: 'x', foreignkeys: true, hidesystemflags: true },
    })
  })

  it.each([
    ['https://other.example.com/x', 'on other.example.com'],
    ['http://gate.example.com/api/x', 'on gate.example.com'],
    ['https://gate.example.com/apiary/x', 'not below'],
    [`${base}/../x`, 'not below'],
    [`${base}/%2e%2e/x`, 'not below'],
    [`${base}/${app}/scripts/run`, 'no view'],
    [`${base}/${app}/collections/c/documents/d/e`, 'no view'],
    [`${base}/%zz`, 'broken % escape'],
    ['https://', 'not a complete address'],
    ['..', 'not an ID'],
    ['x'.repeat(201), 'not an ID'],
    ['', 'Type an ID'],
  ])('refuses %s and says why', (text, message) => {
    expect(() => locate(base, text, nowhere)).toThrow(message)
  })

  it('leads to nothing outside the base URL, whatever was typed', () => {
    const typed = fc.oneof(
      fc.string(),
      fc.webUrl({ withQueryParameters: true }),
      fc
        .array(fc.constantFrom('..', '%2e%2e', '/', '//', '\\', 'a', '@', ':', '?', base, app), {
          maxLength: 8,
        })
        .map(parts => parts.join('')),
    )
    fc.assert(
      fc.property(typed, fc.constantFrom(nowhere, inApplication, inCollection), (text, here) => {
        let place: ReturnType<typeof locate>
        try {
          place = locate(base, text, here)
        } catch (error) {
          expect(error).toHaveProperty('code', 'invalid_input')
          return
        }
        const ids = [
          'applicationId' in place ? place.applicationId : 'access',
          'collectionId' in place ? place.collectionId : 'collections',
          'documentId' in place ? place.documentId : 'documents',
        ]
        expect(new URL(apiUrl(base, ids)).href.startsWith(`${base}/`)).toBe(true)
      }),
    )
  })
})
