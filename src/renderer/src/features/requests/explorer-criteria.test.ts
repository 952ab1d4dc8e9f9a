import { describe, expect, it } from 'vitest'
import { emptyQuery } from '../../../../shared/documents.ts'
import { topPlace } from '../../app/workspace.ts'
import { isExplorerPlace, withCriteria } from './explorer-criteria.ts'

const base = 'https://api.example.com/v1'
const json = (text: string) => ({ kind: 'json' as const, text, fields: [] })

describe('opening a request in the explorer', () => {
  it.each([
    ['/access', true],
    ['/app', true],
    ['/app/collections', true],
    ['/app/collections/col/documents?l=5&q=x/y', true],
    ['/app/collections/col/documents/query', true],
    ['/app/collections/col/documents/doc', true],
    ['/app/scripts/run', false],
    ['/app/collections/col/documents/doc/more', false],
    ['', false],
  ])('knows that %s is a place: %s', (path, expected) => {
    expect(isExplorerPlace(base, base + path)).toBe(expected)
    expect(isExplorerPlace(base, `https://elsewhere.example.com/v1${path}`)).toBe(false)
  })

  it('takes the criteria of a search along', () => {
    const place = { ...topPlace, query: { ...emptyQuery, q: 'x' } }
    const body = json('{"filter": {"a": 1}, "sort": {"b": -1}}')
    expect(withCriteria(place, body).query).toEqual({
      ...emptyQuery,
      q: 'x',
      filter: '{\n  "a": 1\n}',
      sort: '{\n  "b": -1\n}',
    })
    expect(withCriteria(place, json('no json')).query?.filter).toBe('')
    expect(withCriteria(topPlace, body)).toBe(topPlace)
  })
  it.each(['9007199254740993', '-12345678901234567890', '0.12345678901234567890', '1e400', '1.0'])(
    'leaves the number %s as it was typed',
    number => {
      const place = { ...topPlace, query: emptyQuery }
      const body = json(
        `{"filter": {"a": {"$in": [${number}]}, "b": "${number}"}, "projection": {"c": ${number}}}`,
      )
      expect(withCriteria(place, body).query).toEqual({
        ...emptyQuery,
        filter: `{\n  "a": {\n    "$in": [\n      ${number}\n    ]\n  },\n  "b": "${number}"\n}`,
        projection: `{\n  "c": ${number}\n}`,
      })
    },
  )

  it('takes nothing along that is nested without end', () => {
    const place = { ...topPlace, query: emptyQuery }
    const deep = `{"filter": ${'['.repeat(100_000)}1${']'.repeat(100_000)}}`
    expect(withCriteria(place, json(deep)).query).toEqual(emptyQuery)
  })
})
