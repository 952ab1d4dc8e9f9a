import { describe, expect, it } from 'vitest'
import { isRead } from '../api-request/index.ts'
import { metaOf } from './answer-meta.ts'
import { parameterAt } from './application-detail.ts'
import { daysUntil, readApplications } from './applications.ts'
import { readCollections } from './collections.ts'
import { readCount } from './count.ts'

const now = Date.parse('2026-11-20T12:00:00Z')

describe('reading applications', () => {
  it('takes what is documented and stands in for what is missing', () => {
    const data = [
      { _id: 'a', name: 'Gate', expiry: '2026-12-20T12:00:00.000Z', company: { nameDisplay: 'Aldermoor' } },
      { _id: 'b', company: { nameInternal: 'inner' }, expiry: 'soon' },
      { _id: 'c', company: 'Plain', expiry: 1_767_225_600_000 },
    ]
    expect(readApplications(data, now)).toEqual({
      applications: [
        {
          id: 'a',
          name: 'Gate',
          company: 'Aldermoor',
          expiry: '2026-12-20T12:00:00.000Z',
          expiresInDays: 30,
        },
        { id: 'b', name: 'b', company: 'inner', expiry: 'soon', expiresInDays: null },
        { id: 'c', name: 'c', company: 'Plain', expiry: '1767225600000', expiresInDays: null },
      ],
      odd: null,
    })
  })

  it('keeps entries that cannot be opened as text, without their secrets', () => {
    const { applications, odd } = readApplications([{ name: 'no ID', apiKey: 'hidden' }, 'text', null], now)
    expect(applications).toEqual([])
    expect(odd).toContain('no ID')
    expect(odd).toContain('"text"')
    expect(odd).not.toContain('hidden')
  })

  it.each([5, 'text', null, { a: 1 }])('shows data that is no list: %j', data => {
    expect(readApplications(data, now)).toEqual({ applications: [], odd: JSON.stringify(data, null, 2) })
  })

  it.each([
    ['2026-11-20T13:00:00Z', 0],
    ['2026-11-21T12:00:00Z', 1],
    ['2026-11-20T11:59:59Z', -1],
    ['2026-11-10', -11],
    ['tomorrow', null],
    ['5', null],
    [null, null],
  ])('counts the days until %s', (expiry, days) => {
    expect(daysUntil(expiry, now)).toBe(days)
  })
})

describe('reading collections', () => {
  it('finds an ID under _id, id or name, or takes text for one', () => {
    const data = [
      { _id: 'a', id: 'x', name: 'A', description: 'd' },
      { id: 'b' },
      { name: 'c' },
      'd',
      { title: 'odd' },
      5,
    ]
    const { collections, odd } = readCollections(data)
    expect(collections).toEqual([
      { id: 'a', name: 'A', description: 'd' },
      { id: 'b', name: 'b', description: null },
      { id: 'c', name: 'c', description: null },
      { id: 'd', name: 'd', description: null },
    ])
    expect(JSON.parse(odd ?? '')).toEqual([{ title: 'odd' }, 5])
  })
})

describe('reading a count', () => {
  it.each([[0], ['12'], [[12]], [{ count: 12 }], [{ data: { total: 12 } }], [[{ n: 12 }]]])(
    'finds it in %j',
    data => {
      expect([0, 12]).toContain(readCount(data))
    },
  )

  it.each([[null], ['many'], [-1], [1.5], [[]], [[{ count: 1 }, { count: 2 }]], [{ weight: 5 }], [{}]])(
    'does not make one up from %j',
    data => {
      expect(() => readCount(data)).toThrow('did not answer with a count')
    },
  )
})

describe('a path to a parameter', () => {
  it('goes through lists and objects, and through own keys only', () => {
    const data = { parameters: [{ 'a.b': { c: 1 } }] }
    expect(parameterAt(data, ['parameters', '0', 'a.b', 'c'])).toBe(1)
    for (const path of [
      ['parameters', '1'],
      ['parameters', 'length'],
      ['constructor'],
      ['__proto__'],
      ['parameters', '0', 'a.b', 'c', 'd'],
    ]) {
      expect(() => parameterAt(data, path)).toThrow('no longer has this parameter')
    }
  })
})

describe('the facts of an answer', () => {
  it('show unknown envelope keys, short and without secrets', () => {
    const request = {
      method: 'GET',
      url: 'https://a.example/x',
      headers: {},
      timeLimitMs: 1,
      maxBytes: 1,
      redirects: 'refuse',
    } as const
    const answer = { status: 200, statusText: 'OK', headers: [], body: new Uint8Array(9), ms: 5, url: '' }
    const extra = [
      ['page', { o: 1 }],
      ['token', 'hidden'],
      ['long', 'x'.repeat(900)],
    ] as const
    const meta = metaOf({ answer, request, timestamp: null, data: null, extra }, now)
    expect(meta).toMatchObject({ url: request.url, bytes: 9, ms: 5, receivedAt: '2026-11-20T12:00:00.000Z' })
    expect(meta.extraKeys.map(({ text }) => text.length <= 300 && !text.includes('hidden'))).toEqual([
      true,
      true,
      true,
    ])
    expect(meta.extraKeys[0]).toEqual({ key: 'page', text: '{"o":1}' })
  })
})

describe('a call that may be sent twice', () => {
  it.each([
    ['GET', ['a'], true],
    ['SEARCH', ['a', 'collections', 'c', 'documents'], true],
    ['POST', ['a', 'collections', 'c', 'documents', 'query'], true],
    ['POST', ['a', 'collections', 'c', 'documents'], false],
    ['POST', ['a', 'scripts', 'query'], false],
    ['PUT', ['a', 'collections', 'c', 'documents', 'query'], false],
    ['DELETE', ['a'], false],
  ])('%s %j: %s', (method, segments, expected) => {
    expect(isRead({ method, segments, query: [] })).toBe(expected)
  })
})
