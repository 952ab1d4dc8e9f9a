import { describe, expect, it } from 'vitest'
import { filterJson } from './filter-json.ts'

function filter(text: string, path: string) {
  const pieces = [...filterJson(text, path)]
  return { text: pieces.map(piece => piece.text).join(''), count: pieces.at(-1)?.count }
}

describe('a JSONPath filter', () => {
  const text = '{"data":[{"n":4,"t":"a"},{"n":12345678901234567890,"t":"b"},{"n":9,"t":"c"}]}'

  it('answers with an array of what it selects, digits as they came', () => {
    expect(filter(text, '$.data[?@.n > 5].t')).toEqual({ text: '[\n"c"\n]', count: 1 })
    expect(filter(text, '$.data[*].n')).toEqual({ text: '[\n4,\n12345678901234567890,\n9\n]', count: 3 })
    expect(filter(text, '$.data[1].*').text).toBe('[\n12345678901234567890,\n"b"\n]')
    expect(filter(text, '$..n[*]')).toEqual({ text: '[]', count: 0 })
    expect(filter('{"rawJSON":1}', '$.rawJSON').text).toBe('[\n1\n]')
  })

  it('says where a path is wrong, and that a body is not JSON or nested too deep', () => {
    expect(() => filter(text, '$.data[')).toThrow('At character 8: unclosed bracketed selection.')
    expect(() => filter(text, 'data')).toThrow(/At character 1/)
    expect(() => filter(text, '')).toThrow(/At character 1/)
    expect(() => filter('{"a":', '$')).toThrow('not valid JSON')
    expect(() => filter(`${'['.repeat(10_000)}${']'.repeat(10_000)}`, '$..*')).toThrow('nested too deep')
    expect(() => filter(`${'['.repeat(10_000)}${']'.repeat(10_000)}`, '$')).toThrow('nested too deep')
  })

  it('hands a long result on in pieces', () => {
    const long = JSON.stringify(Array.from({ length: 100_000 }, (_, n) => ({ n })))
    const pieces = [...filterJson(long, '$[*]')]
    expect(pieces.length).toBeGreaterThan(3)
    expect(JSON.parse(pieces.map(piece => piece.text).join(''))).toHaveLength(100_000)
  })
})
