import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { claimsOf } from './jwt-claims.ts'

const jwt = (payload: unknown) =>
  ['{"alg":"none"}', JSON.stringify(payload), 'signature']
    .map(part => Buffer.from(part).toString('base64url'))
    .join('.')

describe('the claims of a token', () => {
  it('are names and JSON texts, in the order of the token', () => {
    expect(claimsOf(jwt({ sub: 'client', exp: 1767225600, scope: ['openid'], ünï: null }))).toEqual([
      { name: 'sub', value: '"client"' },
      { name: 'exp', value: '1767225600' },
      { name: 'scope', value: '["openid"]' },
      { name: 'ünï', value: 'null' },
    ])
  })

  it('are capped, one by one and in number', () => {
    const claims = claimsOf(
      jwt(Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`c${n}`, 'x'.repeat(9000)]))),
    )
    expect(claims).toHaveLength(100)
    expect(claims?.[0]?.value.length).toBeLessThan(2100)
  })

  it.each(['opaque', 'a.b.c', 'a.b', jwt([1]), jwt('text'), jwt(null), 'e30.e30.e30.e30.e30'])(
    'are none for %s',
    token => {
      expect(claimsOf(token)).toBeNull()
    },
  )

  it('are read from any text without an error', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (text, value) => void [claimsOf(text), claimsOf(jwt(value))]),
    )
  })
})
