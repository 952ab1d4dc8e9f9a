import { describe, expect, it } from 'vitest'
import { emptyRequest } from '../../../../shared/requests.ts'
import { hashInAnswer, withHash, writtenDocument } from './as-read.ts'

describe('the _hash that was read', () => {
  it.each([
    ['{"_hash": "old", "n": 1.50}', '{"_hash": "new", "n": 1.50}'],
    ['{\n  "n": 12345678901234567890\n}', '{\n  "_hash": "new",\n  "n": 12345678901234567890\n}'],
    ['{}', '{\n  "_hash": "new"\n}'],
    ['', '{\n  "_hash": "new"\n}'],
    ['{"of": {"_hash": "theirs"}, "_hash" : "o\\"ld"}', '{"of": {"_hash": "theirs"}, "_hash" : "new"}'],
    ['{"of": {"_hash": "theirs"}}', '{\n  "_hash": "new","of": {"_hash": "theirs"}}'],
    ['{"n": {{count}}, "_hash": {{hash}}}', '{"n": {{count}}, "_hash": "new"}'],
    ['{"_hash": null}', '{"_hash": "new"}'],
  ])('takes its place in %s', (text, expected) => {
    expect(withHash(text, 'new')).toBe(expected)
  })

  it('is found in an answer, but not in what is nested in the document', () => {
    const answer = (data: unknown): readonly string[] => JSON.stringify({ data }, null, 2).split('\n')
    expect(hashInAnswer(answer({ of: { _hash: 'theirs' }, _hash: 'own' }))).toBe('own')
    expect(hashInAnswer(answer({ of: { _hash: 'theirs' } }))).toBeNull()
    expect(hashInAnswer(answer([{ _hash: 'theirs' }]))).toBeNull()
  })

  it('has no place in what is no object', () => {
    expect(withHash('[1]', 'new')).toBeNull()
  })
})

describe('the document that is written', () => {
  const values = ['ApplicationID', 'CollectionID', 'DocumentID'].map(name => ({ name, value: `an ${name}` }))
  const put = {
    ...emptyRequest,
    method: 'PUT',
    path: '/{ApplicationID}/collections/{CollectionID}/documents/{DocumentID}',
    values,
  }

  it('is known when method, path and IDs say so', () => {
    expect(writtenDocument(put)).toEqual({
      applicationId: 'an ApplicationID',
      collectionId: 'an CollectionID',
      documentId: 'an DocumentID',
    })
    expect(writtenDocument({ ...put, method: 'GET' })).toBeNull()
    expect(writtenDocument({ ...put, values: values.slice(1) })).toBeNull()
    expect(writtenDocument({ ...put, path: '/{ApplicationID}/scripts/{ScriptID}' })).toBeNull()
  })
})
