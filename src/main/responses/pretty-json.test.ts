import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPrettyJson } from './pretty-json.ts'

/** Pretty-prints a text that arrives in pieces of this size. */
function pretty(text: string, piece = text.length + 1) {
  const printer = createPrettyJson()
  const bytes = Buffer.from(text)
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += piece) parts.push(printer.push(bytes.subarray(at, at + piece)))
  parts.push(printer.end())
  return { text: Buffer.concat(parts).toString(), problem: printer.problem() }
}

describe('pretty JSON', () => {
  it('reads as the engine prints it, in whatever pieces it comes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.integer({ min: 1, max: 20 }), (value, piece) => {
        // The engine writes -0 as 0.
        const text = JSON.stringify(value)
        expect(pretty(text, piece)).toEqual({ text: JSON.stringify(value, null, 2), problem: null })
        expect(pretty(JSON.stringify(value, null, '\t'), piece).text).toBe(JSON.stringify(value, null, 2))
      }),
    )
  })

  it('keeps long numbers and escapes as they came', () => {
    const text = '{"n":12345678901234567890.000,"s":"\\u00e9\\/"}'
    expect(pretty(text).text).toBe('{\n  "n": 12345678901234567890.000,\n  "s": "\\u00e9\\/"\n}')
  })

  it.each([
    ['{"a":1,}', '{\n  "a": 1,\n  ', { byte: 7, line: 1, column: 8 }],
    ['{"a":1 "b":2}', '{\n  "a": 1', { byte: 7 }],
    ['[1,\n2,\n  x]', '[\n  1,\n  2,\n  ', { byte: 9, line: 3, column: 3 }],
    ['{"a":"b\nc"}', '{\n  "a": "b', { byte: 7 }],
    ['["\\q"]', '[\n  "\\', { byte: 2 }],
    ['[01]', '[', { byte: 1 }],
    ['{"a":[1', '{\n  "a": [\n    1', { byte: 7 }],
    ['"abc', '"abc', { byte: 4 }],
    ['{} {}', '{}', { byte: 3 }],
    ['[1}', '[\n  1', { byte: 2 }],
    ['', '', { byte: 0 }],
  ])('shows %j as far as it is good, and the place where it is not', (text, shown, place) => {
    const printed = pretty(text, 2)
    expect(printed.text).toBe(shown)
    expect(printed.problem).toMatchObject(place)
    expect(() => JSON.parse(text)).toThrow()
  })

  it('agrees with the engine on what is JSON', () => {
    const parts = ['{', '}', '[', ']', ',', ':', '"a"', '"', '1', '-', '0.5', 'true', 'nul', ' ', '\\', '\n']
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 8 }), pieces => {
        const text = pieces.join('')
        const isJson = (): boolean => {
          try {
            JSON.parse(text)
            return true
          } catch {
            // Not JSON: that is the answer.
            return false
          }
        }
        expect(pretty(text, 3).problem === null).toBe(isJson())
      }),
      { numRuns: 3000 },
    )
  })

  it('takes deep nesting without growing out of bounds', () => {
    const depth = 20_000
    const { text, problem } = pretty('['.repeat(depth) + ']'.repeat(depth), 1000)
    expect(problem).toBeNull()
    expect(text.length).toBeLessThan(depth * 2 * 205)
  })
})
