import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanJson } from './json-syntax.ts'
import { readQueryPart } from './query-text.ts'

describe('reading a part of a query', () => {
  it.each([
    ['filter', '{"net": {"$gt": 5}}', { net: { $gt: 5 } }],
    ['sort', '{"net": -1, "gate": 1}', { net: -1, gate: 1 }],
    ['projection', ' {"net": true}\n', { net: true }],
    ['filter', '   ', null],
    ['sort', '{}', null],
  ] as const)('takes the %s %s', (part, text, value) => {
    expect(readQueryPart(part, text)).toEqual({ ok: true, value })
  })

  it.each([
    ['filter', '{"a": }', 6, 'A value is expected here (line 1, column 7).'],
    ['filter', '{"a": 1,\n}', 9, 'one too many (line 2, column 1).'],
    ['filter', '{a: 1}', 1, 'in double quotes (line 1, column 2).'],
    ['filter', "{'a': 1}", 1, 'JSON has double quotes only'],
    ['filter', '{"a": tru}', 6, 'A value is expected here'],
    ['filter', '{"a": 1', 7, 'The text ends before it is complete'],
    ['filter', '{"a": "x', 8, 'The text ends inside a string'],
    ['filter', '{"a": 1} x', 9, 'goes on after the end'],
    ['filter', '["a"]', 0, 'A filter is an object, such as { "status": "open" }'],
    ['sort', '{"a": 1, "b": "desc"}', 14, '"b" is 1 for ascending or -1 for descending (line 1, column 15).'],
    ['filter', `{"a":${'['.repeat(200)}${']'.repeat(200)}}`, 0, 'nested more than 100 levels'],
  ] as const)('refuses the %s %s and says where', (part, text, position, message) => {
    const reading = readQueryPart(part, text)
    expect(reading).toMatchObject({ ok: false, position })
    expect(reading.ok ? '' : reading.message).toContain(message)
  })
})

describe('scanning JSON', () => {
  it('finds text valid exactly when the engine does', () => {
    const fragments = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"\\u00e9"',
      '"\\x"',
      '1',
      '-0.5e3',
      '01',
      'null',
      'nul',
      ' ',
      '\n',
      '"',
    )
    const text = fc.oneof(
      fc.json(),
      fc.string(),
      fc.array(fragments, { maxLength: 8 }).map(parts => parts.join('')),
    )
    fc.assert(
      fc.property(text, candidate => {
        let isValid = true
        try {
          JSON.parse(candidate)
        } catch {
          isValid = false
        }
        expect(scanJson(candidate).error === null).toBe(isValid)
      }),
      { numRuns: 2000 },
    )
  })

  it('takes a million levels and long strings', () => {
    expect(scanJson('['.repeat(1_000_000) + ']'.repeat(1_000_000))).toMatchObject({
      error: null,
      depth: 1_000_000,
    })
    expect(scanJson(`"${'x\\n'.repeat(1_000_000)}"`).error).toBeNull()
  })
})
