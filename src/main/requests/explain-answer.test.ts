import { describe, expect, it } from 'vitest'
import type { HttpRequest, StreamedAnswer } from '../http/index.ts'
import { explainAnswer } from './explain-answer.ts'

const base = 'https://api.example.com'

function explained(method: string, status: number, body = '', path = '/app/collections') {
  const request: HttpRequest = {
    method,
    url: `${base}${path}`,
    headers: {},
    timeLimitMs: 1,
    maxBytes: 1,
    redirects: 'refuse',
  }
  const answer: StreamedAnswer = {
    status,
    statusText: '',
    headers: [],
    url: request.url,
    waitingMs: 1,
    downloadMs: 1,
    phases: { redirects: 0, queue: 0, connection: null, firstByte: 1 },
    wireBytes: body.length,
    redirects: [],
  }
  const head = new TextEncoder().encode(body)
  const scrub = (text: string): string => text.replaceAll('the-key-value', '[removed]')
  return explainAnswer({ request, answer, head, apiBaseUrl: base, scrub, now: 0 })
}

describe('an answer is explained', () => {
  it.each([
    ['GET', 401, '', 'access_refused', /does not tell which/],
    ['GET', 403, '', 'forbidden', /role/],
    ['GET', 403, '{"message":"Invalid x-api-key"}', 'api_key_refused', /API Key/],
    ['GET', 404, '', 'not_found', /deleted|wrong/],
    ['PUT', 409, '{"error":"hash_mismatch"}', 'conflict', /_hash as it is now/],
    ['DELETE', 412, '', 'conflict', /_hash as it is now/],
    ['PUT', 400, '{"error":"missing_hash"}', 'request_refused', /as it was read/],
    ['GET', 409, '', 'conflict', /Refresh/],
    ['SEARCH', 501, '', 'server_error', /Search documents by POST/],
    ['SEARCH', 405, '', 'request_refused', /Search documents by POST/],
    ['GET', 407, '', 'request_refused', /HTTPS_PROXY/],
    ['GET', 429, '', 'rate_limited', /Wait/],
    ['GET', 502, '<html><title>Bad gateway</title></html>', 'server_error', /web page.*proxy/],
  ])('%s with %i %s', (method, status, body, code, hint) => {
    const explanation = explained(method, status, body)
    expect(explanation).toMatchObject({ code, status })
    expect(explanation?.hint).toMatch(hint)
  })

  it('also where it is a web page with a good status, without what was sent', () => {
    const page = '<!doctype html><title>Sign in, the-key-value</title>'
    expect(explained('GET', 200, page)).toMatchObject({
      code: 'malformed_response',
      message: 'A web page came in the place of an answer of the API: Sign in, [removed].',
      hint: expect.stringContaining('proxy'),
    })
    expect(explained('GET', 200, page, '/app/scripts/page')).toBeNull()
  })

  it('not where it is a success, or comes from elsewhere', () => {
    expect(explained('GET', 200, '{"data":[]}')).toBeNull()
    expect(explained('GET', 404, '', '.elsewhere.example/app')).toBeNull()
  })
})
