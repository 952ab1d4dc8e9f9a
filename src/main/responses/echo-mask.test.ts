import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEchoMask } from './echo-mask.ts'

function masked(text: string, secrets: readonly string[], piece = 7): string {
  const mask = createEchoMask(secrets)
  const bytes = Buffer.from(text)
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += piece) parts.push(mask.push(bytes.subarray(at, at + piece)))
  return Buffer.concat([...parts, mask.end()]).toString()
}

describe('secrets that a server sends back', () => {
  const secret = 'k"9/Zz+tail of it'

  it.each([
    ['as they are', secret],
    ['percent-encoded', encodeURIComponent(secret)],
    ['in a JSON string', JSON.stringify(secret).slice(1, -1)],
  ])('are hidden %s, in whatever pieces they come', (_how, text) => {
    for (const piece of [1, 5, 1000]) {
      const shown = masked(`before ${text} after`, [secret], piece)
      expect(shown).toBe(`before ${'*'.repeat(text.length)} after`)
    }
  })

  it('are hidden inside base64, whatever stands before them', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 6 }), fc.string({ maxLength: 6 }), (before, after) => {
        const encoded = Buffer.from(before + secret + after).toString('base64')
        const shown = Buffer.from(masked(encoded, [secret]).replaceAll('*', 'A'), 'base64').toString('latin1')
        expect(shown).not.toContain(secret.slice(2, -2))
      }),
    )
  })

  it('leave everything else alone', () => {
    const text = 'a short one, and a longer text '.repeat(20)
    expect(masked(text, ['short', secret])).toBe(text)
    expect(masked(text, [])).toBe(text)
  })
})
