import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createArrayScanner, type ScanReport, type ScanTarget } from './array-scanner.ts'

interface Scan extends ScanReport {
  readonly lines: readonly string[]
}

/** Scans bytes in pieces of the sizes given, again and again, taking lines out after each. */
function scan(
  input: string | Uint8Array,
  sizes: readonly number[] = [7],
  limit?: number,
  target?: ScanTarget,
): Scan {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input
  const scanner = createArrayScanner(limit, target)
  const taken: Uint8Array[] = []
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1)
    scanner.push(bytes.subarray(at, at + size))
    taken.push(scanner.takeLines())
    at += size
  }
  const report = scanner.end()
  taken.push(scanner.takeLines())
  const text = Buffer.concat(taken).toString()
  return { ...report, lines: text === '' ? [] : text.slice(0, -1).split('\n') }
}

const chunkSizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 10 })
const spaces = fc.constantFrom('', ' ', '\n', '\t', '\r\n', '  \n ')

describe('the scanner of arrays', () => {
  it('gives each document of any array as JSON.parse reads it, wherever the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue()),
        chunkSizes,
        spaces,
        fc.nat(3),
        (documents, sizes, space, indent) => {
          const array = JSON.stringify(documents, null, indent)
          const body = `${space}{${space}"timestamp":"t",${space}"data"${space}:${space}${array}${space},"more":[1]}${space}`
          const result = scan(body, sizes)
          expect(result).toMatchObject({ error: null, shape: 'list', documents: documents.length })
          expect(result.lines.map(line => JSON.parse(line))).toEqual(JSON.parse(array))
          expect(scan(array, sizes).lines).toEqual(result.lines)
        },
      ),
    )
  })

  it('refuses what JSON.parse refuses, and nothing else', () => {
    const token = fc.constantFrom(
      ...['{', '}', '[', ']', ',', ':', '"a"', '"data"', '"\\u12', '"\\x"', '\\', '"', 'true', 'nul', 'null'],
      ...['0', '01', '-', '-1', '1.', '1.5', '1e', '1e+', '2E-3', '.5', '+1', ' ', '\n', '\u0001', 'é'],
    )
    fc.assert(
      fc.property(fc.array(token, { maxLength: 12 }), chunkSizes, (tokens, sizes) => {
        const text = tokens.join('')
        expect(scan(text, sizes).error === null).toBe(isJson(text))
      }),
      { numRuns: 3_000 },
    )
  })

  it('names the byte where a body breaks off or goes wrong, and keeps the whole documents before it', () => {
    const whole = '{"data":[{"a":1},{"b":"x"}]}'
    expect(scan(whole.slice(0, 22))).toMatchObject({
      lines: ['{"a":1}'],
      error: { position: 22, message: 'The text ends before it is complete' },
    })
    expect(scan(whole.slice(0, 24)).error?.message).toBe('The text ends inside a string')
    expect(scan('[{"a":1},{"b":tru}]')).toMatchObject({ lines: ['{"a":1}'], error: { position: 17 } })
    expect(scan('').error).toEqual({ position: 0, message: 'The text is empty' })
    expect(scan(new Uint8Array(1000)).error?.position).toBe(0)
  })

  it('fails at every place where a body can be cut', () => {
    const body = '{"data":[{"a":[1,{"b":"\\u00e9"}],"c":-1.5e3},null,"x"],"n":true}'
    for (let at = 0; at < body.length; at++) expect(scan(body.slice(0, at)).error?.position).toBe(at)
  })

  it('says when there is no list where the documents should be', () => {
    for (const body of [
      '{"data":5}',
      '{"data":{"data":[1]}}',
      '{"other":[1]}',
      '"text"',
      '12',
      '{"data":null}',
    ]) {
      expect(scan(body)).toMatchObject({ shape: 'odd', documents: 0, lines: [], error: null })
    }
  })

  it('takes the outermost `data` alone, however it is spelt', () => {
    expect(scan('{"x":{"data":[1]},"d\\u0061ta":[2,3],"y":[4],"data":[5]}').lines).toEqual(['2', '3'])
  })

  it('takes the array at a path, however deep, and the first of its name', () => {
    const at = (...path: readonly string[]) => ({ path, isSequence: false })
    const body = '{"a":{"x":1,"rows":5},"b":{"c":{"rows":[1,{"rows":[9]}]},"rows":[2]},"rows":[3],"rows":[4]}'
    for (const sizes of [[1], [3], [1000]]) {
      expect(scan(body, sizes, undefined, at('b', 'c', 'rows')).lines).toEqual(['1', '{"rows":[9]}'])
      expect(scan(body, sizes, undefined, at('b', 'rows')).lines).toEqual(['2'])
      expect(scan(body, sizes, undefined, at('rows')).lines).toEqual(['3'])
      expect(scan(body, sizes, undefined, at('a', 'rows')).shape).toBe('odd')
      expect(scan(body, sizes, undefined, at('b', 'x')).shape).toBe('odd')
      expect(scan(body, sizes, undefined, at()).shape).toBe('odd')
    }
  })

  it('takes one document after the other where there is no array', () => {
    const sequence = { path: null, isSequence: true }
    const text = '{"a":[1,2]}\n\n[3]\r\n"x" true\n{\n"b":1}\n-5'
    for (const sizes of [[1], [5], [1000]]) {
      const { lines, error } = scan(text, sizes, undefined, sequence)
      expect(lines).toEqual(['{"a":[1,2]}', '[3]', '"x"', 'true', '{"b":1}', '-5'])
      expect(error).toBeNull()
    }
    expect(scan('{"a":1}\n{"b"', [4], undefined, sequence)).toMatchObject({
      lines: ['{"a":1}'],
      error: { position: 12 },
    })
  })

  it('skips a byte order mark, but no other', () => {
    expect(scan('\ufeff[1]', [1]).lines).toEqual(['1'])
    expect(scan('[\ufeff1]').error?.position).toBe(1)
  })

  it('stops after the number of documents asked for', () => {
    expect(scan('{"data":[1,2,3,4', [3], 2)).toMatchObject({ lines: ['1', '2'], error: null, documents: 2 })
  })

  it('takes any depth', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect(scan(`{"data":[${deep},{"a":1}]}`, [4096])).toMatchObject({
      lines: [deep, '{"a":1}'],
      error: null,
    })
  })

  it('notices escapes of surrogates', () => {
    expect(scan('["\\ud83d\\ude9b"]').hasSurrogateEscapes).toBe(true)
    expect(scan('["\\u00e9 \\\\ud83d"]').hasSurrogateEscapes).toBe(false)
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
