import { describe, expect, it } from 'vitest'
import { type BuiltRequest, emptyRequest } from '../../../../shared/requests.ts'
import { addressesIn, bodyStart, documentIdOf, mustAsk, writeOf } from './write-words.ts'

const json = (text: string): BuiltRequest['body'] => ({ kind: 'json', text, fields: [] })

describe('a write, before it goes out', () => {
  it('is another one with another address, method, header or body', () => {
    const put: BuiltRequest = { ...emptyRequest, method: 'PUT', body: json('{}') }
    const header = { name: 'If-Match', value: '1', on: true }
    const all = [
      writeOf('a', put, 'https://x/1'),
      writeOf('b', put, 'https://x/1'),
      writeOf('a', put, 'https://x/2'),
      writeOf('a', { ...put, method: 'PATCH' }, 'https://x/1'),
      writeOf('a', { ...put, headers: [header] }, 'https://x/1'),
      writeOf('a', { ...put, body: json('{"a":1}') }, 'https://x/1'),
    ]
    expect(new Set(all).size).toBe(all.length)
    const off = { ...header, on: false }
    expect(writeOf('a', { ...put, headers: [off] }, 'https://x/1')).toBe(all[0])
  })

  it('needs a yes once as it stands, or each time', () => {
    expect(mustAsk({ asks: 'once' }, null, 'this')).toBe(true)
    expect(mustAsk({ asks: 'once' }, 'this', 'this')).toBe(false)
    expect(mustAsk({ asks: 'once' }, 'another', 'this')).toBe(true)
    expect(mustAsk({ asks: 'each time' }, 'this', 'this')).toBe(true)
    expect(mustAsk({ asks: 'never' }, null, 'this')).toBe(false)
  })

  it('shows the first lines of its body', () => {
    expect(bodyStart(emptyRequest.body)).toBeNull()
    expect(bodyStart(json('{}'))).toEqual({ text: '{}', isCut: false })
    const long = bodyStart(json('1\n'.repeat(100)))
    expect(long?.text.split('\n')).toHaveLength(60)
    expect(long?.isCut).toBe(true)
    const fields = [
      { name: 'a', value: '1', on: true },
      { name: 'b', value: '2', on: false },
    ]
    expect(bodyStart({ kind: 'form', text: '', fields })?.text).toBe('a=1')
  })

  it('names the addresses of an invitation, each once', () => {
    const text = '{"users":["a@x.example", "b+c@y.example"], "again": "a@x.example", "no": "at"}'
    expect(addressesIn(json(text))).toEqual(['a@x.example', 'b+c@y.example'])
  })

  it('names the document of its path', () => {
    const values = [{ name: 'DocumentID', value: ' 1 ' }]
    expect(documentIdOf({ ...emptyRequest, path: '/documents/{DocumentID}', values })).toBe('1')
    expect(documentIdOf({ ...emptyRequest, path: '/documents', values })).toBeNull()
  })
})
