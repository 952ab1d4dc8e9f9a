import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isExact } from '../../shared/exact-json.ts'
import { parseJson } from './json-reader.ts'
import { compactJson, prettyJson } from './json-writer.ts'

const noLimit = Number.POSITIVE_INFINITY
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)

describe('reading and writing JSON', () => {
  it('keeps every value through reading and pretty-printing', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        const value = parseJson(text)
        expect(JSON.parse(prettyJson(value, noLimit).text)).toEqual(JSON.parse(text))
        expect(JSON.parse(compactJson(value))).toEqual(JSON.parse(text))
      }),
    )
  })

  it('lays text out as JSON.stringify does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), value => {
        const wellFormed: unknown = JSON.parse(JSON.stringify(value))
        expect(prettyJson(wellFormed, noLimit).text).toBe(JSON.stringify(wellFormed, null, 2))
        expect(compactJson(wellFormed)).toBe(JSON.stringify(wellFormed))
      }),
    )
  })

  it('keeps numbers that a double cannot hold, digit by digit', () => {
    const text =
      '{"a":9007199254740993,"b":[-123456789012345678901234567890],"c":0.1000000000000000055511151231257827,"d":1e400,"e":1e-400}'
    expect(compactJson(parseJson(text))).toBe(text)
    fc.assert(
      fc.property(fc.bigInt(), number => {
        expect(compactJson(parseJson(`{"n": ${number}}`))).toBe(`{"n":${number}}`)
      }),
    )
  })

  it('leaves numbers alone that a double holds', () => {
    const value = parseJson('[9007199254740991, 0.30000000000000004, 1.50, 1e22, 100000000000000000000]')
    expect(value).toEqual([9007199254740991, 0.30000000000000004, 1.5, 1e22, 1e20])
  })

  it('takes digits inside strings for text', () => {
    expect(parseJson('{"id":"12345678901234567890"}')).toEqual({ id: '12345678901234567890' })
  })

  it('does not mistake an object of the data for an exact number', () => {
    expect(isExact(parseJson('{"rawJSON":"1"}'))).toBe(false)
  })

  it('keeps __proto__ as a plain key and pollutes nothing', () => {
    const text = '{"__proto__":{"polluted":true},"n":12345678901234567890}'
    const value = parseJson(text)
    expect(compactJson(value)).toBe(text)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it.each([10_000, 1_000_000])('reads and writes %i levels of nesting', levels => {
    const value = parseJson(nested(levels))
    expect(compactJson(value)).toBe(nested(levels))
    const pretty = prettyJson(value, 1000)
    expect(pretty.text).toHaveLength(1000)
    expect(pretty.length).toBeGreaterThan(levels * levels)
  })

  it('reads deep text with a long number in it, without its last digits', () => {
    const value = parseJson(`[12345678901234567890,${nested(20_000)}]`)
    expect(compactJson(value, 22)).toBe('[12345678901234567000,')
  })

  it('cuts long text and says how long it was, never inside a character', () => {
    const { text, length } = prettyJson('🚛'.repeat(10), 4)
    expect(length).toBe(22)
    expect(text.isWellFormed()).toBe(true)
  })

  it('reads and lays out 5 MB in time that grows with the size, not its square', () => {
    const document = { name: 'Aldermoor', gross: 12_480.5, tags: ['a', 'b'], at: '2026-11-20T17:00:00Z' }
    const time = (count: number): number => {
      const text = JSON.stringify(Array.from({ length: count }, () => document))
      const started = performance.now()
      prettyJson(parseJson(text), noLimit)
      return performance.now() - started
    }
    time(6_000)
    // Eight times the work; a quadratic reader would take 64 times as long.
    expect(time(48_000)).toBeLessThan(Math.max(20, time(6_000)) * 30)
  })
})
