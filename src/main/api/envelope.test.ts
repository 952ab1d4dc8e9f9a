import { describe, expect, it } from 'vitest'
import type { HttpAnswer } from '../http/index.ts'
import { readEnvelope } from './envelope.ts'

const answerOf = (body: string | Uint8Array): HttpAnswer => ({
  status: 200,
  statusText: 'OK',
  headers: [['content-type', 'text/plain']],
  body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  ms: 1,
  url: 'https://api.example.com/access',
})
const read = (body: string | Uint8Array) => readEnvelope(answerOf(body), () => 'evidence')

describe('reading the envelope', () => {
  it('gives timestamp, data and the keys beside them', () => {
    expect(read('{"timestamp":"2024-09-20T15:06:20.323Z","data":[1],"page":{"o":0}}')).toEqual({
      timestamp: '2024-09-20T15:06:20.323Z',
      data: [1],
      extra: [['page', { o: 0 }]],
    })
  })

  it.each([
    ['{"data":7}', 7],
    ['{"data":null,"timestamp":5}', null],
    ['"text"', 'text'],
    ['[1,2]', [1, 2]],
    ['{"items":[]}', { items: [] }],
    ['\ufeff{"data":"behind a byte order mark"}', 'behind a byte order mark'],
  ])('finds the data of %s', (body, data) => {
    expect(read(body).data).toEqual(data)
  })

  it('shows a timestamp that is no text beside the data', () => {
    expect(read('{"data":1,"timestamp":5}').extra).toEqual([['timestamp', 5]])
  })

  it('takes no inherited key for data', () => {
    expect(read('{"__proto__":{"data":1}}').data).toHaveProperty(['__proto__'])
  })

  it('reads data that is nested 10,000 levels deep', () => {
    expect(Array.isArray(read(`{"data":${'['.repeat(10_000)}${']'.repeat(10_000)}}`).data)).toBe(true)
  })

  it.each([
    ['', 'without any data'],
    ['<!doctype html><title>Sign in</title>', 'a web page ("Sign in") instead of data'],
    ['\n<html><body>Blocked</body></html>', 'a web page instead of data'],
    ['{"data":[{"a":1},\n{"a"', 'the text ends before it is complete (line 2, column 5, character 22)'],
    ['{"data":[1,]}', 'a value is expected here (line 1, column 12, character 11)'],
    ['gateway timeout', 'a value is expected here (line 1, column 1'],
    [Uint8Array.of(0x7b, 0x22, 0xe4, 0x22), 'not valid UTF-8 text (byte 2)'],
    [Buffer.concat([Buffer.from('"ü🚛"'.repeat(50)), Uint8Array.of(0xff), Buffer.from('é')]), '(byte 400)'],
  ])('says what is wrong with %j', (body, message) => {
    let thrown: unknown
    try {
      read(body)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ code: 'malformed_response', detail: 'evidence', status: 200 })
    expect(String(thrown)).toContain(message)
  })
})
