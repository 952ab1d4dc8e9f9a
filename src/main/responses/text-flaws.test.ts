import { describe, expect, it } from 'vitest'
import { createTextFlaws } from './text-flaws.ts'

function flawsOf(body: Buffer, piece: number) {
  const flaws = createTextFlaws()
  for (let at = 0; at < body.length; at += piece) flaws.add(body.subarray(at, at + piece))
  return { firstNul: flaws.firstNul(), onlyNul: flaws.onlyNul(), notUtf8: flaws.notUtf8() }
}

describe('flaws of a text', () => {
  const good = Buffer.from('Zürich, €, 🚛 and a plain end. '.repeat(50))

  it.each([1, 2, 3, 7, 1000])('are none in UTF-8, in pieces of %i bytes', piece => {
    expect(flawsOf(good, piece)).toEqual({ firstNul: null, onlyNul: false, notUtf8: null })
  })

  it.each([
    ['a byte that begins no character', [0xff]],
    ['a lone continuation', [0x80]],
    ['an overlong form', [0xc0, 0xaf]],
    ['half of a surrogate pair', [0xed, 0xa0, 0x80]],
    ['a character that ends too early', [0xe2, 0x82, 0x20]],
  ])('are found where they are: %s', (_name, bytes) => {
    for (const piece of [1, 2, 5, 64, 5000]) {
      const body = Buffer.concat([good, Buffer.from(bytes), good])
      expect(flawsOf(body, piece).notUtf8).toBe(good.length)
    }
  })

  it('include an end inside a character, and NUL bytes', () => {
    expect(flawsOf(Buffer.from([0x61, 0xe2, 0x82]), 2).notUtf8).toBe(1)
    expect(flawsOf(Buffer.from('ab\0c\0'), 2)).toEqual({ firstNul: 2, onlyNul: false, notUtf8: null })
    expect(flawsOf(Buffer.alloc(100), 30)).toMatchObject({ firstNul: 0, onlyNul: true })
    expect(flawsOf(Buffer.alloc(0), 1)).toEqual({ firstNul: null, onlyNul: false, notUtf8: null })
  })
})
