import { describe, expect, it } from 'vitest'
import { requestTitle } from './request-title.ts'

describe('the name of a request', () => {
  it.each([
    ['/access', 'GET access'],
    ['/{ApplicationID}/collections/{CollectionID}/documents?l=1', 'GET documents'],
    ['/{ApplicationID}', 'GET application'],
    ['https://other.example/a/b#c', 'GET b'],
    ['', 'GET request'],
  ])('for %j is %j', (path, title) => {
    expect(requestTitle({ method: 'GET', path })).toBe(title)
  })
})
