import { describe, expect, it } from 'vitest'
import type { HttpAnswer } from '../http/index.ts'
import { namesApiKey } from './names-api-key.ts'

function answer(body: string, headers: readonly (readonly [string, string])[] = []): HttpAnswer {
  return {
    status: 403,
    statusText: 'Forbidden',
    headers,
    body: new TextEncoder().encode(body),
    ms: 1,
    url: 'https://api.example.com/access',
  }
}

describe('A refusal names the API key', () => {
  it.each([
    '{"message":"Invalid API Key"}',
    '{"error":{"code":"INVALID_API_KEY"}}',
    '{"errors":{"x-api-key":["is not known"]}}',
    '{"error":"apiKeyInvalid"}',
    'api-key missing',
  ])('in a body such as %s', body => {
    expect(namesApiKey(answer(body))).toBe(true)
  })

  it('in WWW-Authenticate', () => {
    expect(namesApiKey(answer('', [['www-authenticate', 'ApiKey realm="data"']]))).toBe(true)
  })
})

describe('It cannot be told that the API key is meant', () => {
  it.each([
    ['', 'nothing is said'],
    ['{"message":"Forbidden"}', 'the key is not named'],
    ['{"message":"Invalid access token or API key"}', 'the token is named as well'],
    ['{"message":"This API key has no role here"}', 'the role is named as well'],
    ['{"message":"Forbidden","request":{"headers":{"x-api-key":"..."}}}', 'the request is repeated'],
    ['<html><a href="/help">About API keys</a></html>', 'a page mentions keys in passing'],
  ])('by %s, since %s', body => {
    expect(namesApiKey(answer(body))).toBe(false)
  })

  it('by a challenge that offers both', () => {
    expect(namesApiKey(answer('', [['www-authenticate', 'Bearer, ApiKey']]))).toBe(false)
  })
})
