import { describe, expect, it } from 'vitest'
import { emptyQuery } from '../../../../shared/documents.ts'
import { topPlace } from '../../app/workspace.ts'
import { placeOf } from './explorer-place.ts'

describe('where a pasted ID or URL leads', () => {
  it('goes to the level that it names', () => {
    expect(placeOf({ kind: 'applications' })).toEqual(topPlace)
    expect(placeOf({ kind: 'collections', applicationId: 'a' })).toEqual({ ...topPlace, applicationId: 'a' })
  })

  it('brings the query of a URL along', () => {
    const query = { ...emptyQuery, q: 'sand' }
    expect(placeOf({ kind: 'documents', applicationId: 'a', collectionId: 'c', query }).query).toEqual(query)
  })

  it('opens a document in its collection', () => {
    const place = placeOf({ kind: 'document', applicationId: 'a', collectionId: 'c', documentId: 'd' })
    expect(place).toEqual({ applicationId: 'a', collectionId: 'c', query: null, documentId: 'd' })
  })
})
