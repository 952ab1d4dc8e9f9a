import { describe, expect, it } from 'vitest'
import type { HttpAnswer, HttpRequest } from '../http/index.ts'
import { createExchangeRecord, createLastCalls } from './exchange-record.ts'

const request = (url: string): HttpRequest => ({
  method: 'GET',
  url,
  headers: {},
  timeLimitMs: 1,
  maxBytes: 1,
  redirects: 'refuse',
})
const answer: HttpAnswer = {
  status: 200,
  statusText: 'OK',
  headers: [],
  body: new Uint8Array(),
  ms: 1,
  url: 'https://api.example.com/',
}

describe.each([
  ['A record of exchanges', () => createExchangeRecord(text => text)],
  ['A record of last calls only', createLastCalls],
])('%s', (_name, create) => {
  it('knows the last call of a step, answered or not, and takes an earlier one that is answered for no later', () => {
    const [first, second] = [request('https://api.example.com/1'), request('https://api.example.com/2')]
    const record = create()
    expect(record.last('applications')).toBeNull()
    record.add('applications', 'GET /1', first, null)
    record.add('applications', 'GET /2', second, null)
    record.add('applications', 'GET /1', first, answer)
    expect(record.last('applications')).toMatchObject({ request: second, answer: null })
    record.add('applications', 'GET /2', second, answer)
    expect(record.last('applications')).toMatchObject({ request: second, answer })
  })

  it('takes a call that is told with its answer', () => {
    const record = create()
    const asked = request('https://auth.example.com/token')
    record.add('token', 'Token request', asked, answer)
    expect(record.last('token')).toMatchObject({ request: asked, answer })
    expect(record.last('access')).toBeNull()
  })
})
