import { describe, expect, it } from 'vitest'
import type { HttpAnswer } from '../http/index.ts'
import { errorOfAnswer } from './errors.ts'
import { createRedact, evidenceOf } from './evidence.ts'

const now = Date.parse('2026-11-20T12:00:00Z')

function errorOf(
  status: number,
  body = '',
  options: { headers?: HttpAnswer['headers']; url?: string; path?: string } = {},
) {
  const asked = `https://api.example.com${options.path ?? '/app'}`
  const answer: HttpAnswer = {
    status,
    statusText: 'Text',
    headers: options.headers ?? [],
    body: new TextEncoder().encode(body),
    ms: 1,
    url: options.url ?? asked,
  }
  const request = {
    method: 'GET',
    url: asked,
    headers: {},
    timeLimitMs: 1,
    maxBytes: 1,
    redirects: 'refuse',
  } as const
  const redact = createRedact(['the-token-value', 'the-key-value'])
  return errorOfAnswer({ request, answer, evidence: evidenceOf(answer, redact), redact, now })
}

describe('an error answer of the API', () => {
  it.each([
    [400, 'request_refused', false],
    [401, 'access_refused', false],
    [403, 'forbidden', false],
    [404, 'not_found', false],
    [408, 'timeout', true],
    [409, 'conflict', false],
    [412, 'conflict', false],
    [418, 'request_refused', false],
    [429, 'rate_limited', true],
    [500, 'server_error', true],
    [503, 'server_error', true],
    [304, 'malformed_response', false],
  ])('with status %i is %s', (status, code, retryable) => {
    expect(errorOf(status)).toMatchObject({ code, retryable, status })
  })

  it.each([
    ['{"message":"Invalid x-api-key"}', []],
    ['{"errors":[{"detail":"The API key is unknown"}]}', []],
    ['apiKey missing', []],
    ['', [['www-authenticate', 'ApiKey realm="api key"']] as const],
  ])('blames the API key where the answer names it: %s', (body, headers) => {
    expect(errorOf(401, body, { headers }).code).toBe('api_key_refused')
    expect(errorOf(403, body, { headers }).code).toBe('api_key_refused')
  })

  it('does not tell key from role where /access is refused without a word', () => {
    expect(errorOf(403, '{"message":"Forbidden"}', { path: '/access' }).code).toBe('access_refused')
  })

  it.each([
    ['{"message":"No such field"}', 'No such field'],
    ['{"error":{"code":"x","message":"No such field."}}', 'No such field'],
    ['{"error":"invalid","error_description":"No such field"}', 'No such field'],
    ['{"errors":["No such field"]}', 'No such field'],
    ['No such\u0000 field\nat line 5', 'No such field'],
    ['<html><title>No such field</title></html>', 'No such field'],
  ])('quotes the headline of %s', (body, headline) => {
    expect(errorOf(400, body).message).toBe(`The API refused the request (400). It said: ${headline}.`)
  })

  it('survives bodies of any shape', () => {
    for (const body of [
      '[]',
      'null',
      '{"message":{}}',
      '{"__proto__":{"message":"x"}}',
      `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
    ]) {
      expect(errorOf(400, body).message).toBe('The API refused the request (400).')
    }
  })

  it('keeps sent secrets out of message and detail, and caps the detail', () => {
    const body = JSON.stringify({
      message: 'Bad token the-token-value',
      got: { key: 'the-key-value' },
      x: 'y'.repeat(5000),
    })
    const error = errorOf(400, body)
    expect(error.message + error.detail).not.toMatch(/the-token-value|the-key-value/)
    expect(error.detail).toMatch(/^HTTP 400 Text\n/)
    expect(error.detail?.length).toBeLessThanOrEqual(2000)
  })

  it.each([
    ['12', 'Try again in 12 seconds.'],
    ['1', 'Try again in 1 second.'],
    ['600', 'Try again in 10 minutes.'],
    ['Fri, 20 Nov 2026 12:01:30 GMT', 'Try again in 90 seconds.'],
    ['soon', 'Wait a minute, then try again.'],
    ['-5', 'Wait a minute, then try again.'],
  ])('tells the wait of Retry-After %s', (value, hint) => {
    expect(errorOf(429, '', { headers: [['retry-after', value]] }).hint).toBe(hint)
  })

  it('names the other host where a redirect led to a refusal', () => {
    const error = errorOf(401, 'api key missing', { url: 'https://other.example.com/app' })
    expect(error).toMatchObject({ code: 'access_refused' })
    expect(error.message).toContain('redirected to other.example.com')
  })
})
