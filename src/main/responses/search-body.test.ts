import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { BodyMatch, BodySearch } from '../../shared/bodies.ts'
import { searchBody } from './search-body.ts'

function searchIn(
  body: string | Buffer | { path: string; size: number },
  search: Partial<BodySearch>,
  decoder = 'utf-8',
) {
  const found: BodyMatch[] = []
  let total = 0
  const bytes = typeof body === 'object' && 'path' in body ? body : { memory: Buffer.from(body) }
  const asked = { view: 'raw', text: '', regex: false, matchCase: false, ...search } as const
  searchBody(bytes, decoder, asked, (matches, count) => {
    found.push(...matches)
    total += count
  })
  return { found, total }
}

describe('search in a body', () => {
  it('finds text in either case, and as typed where that is asked for', () => {
    const text = 'Truck\n  a truck, "TRÜCK"\nnothing\ntrück'
    expect(searchIn(text, { text: 'truck' }).found).toEqual([
      { line: 0, column: 0, length: 5, byte: 0, bytes: 5 },
      { line: 1, column: 4, length: 5, byte: 4, bytes: 5 },
    ])
    expect(searchIn(text, { text: 'truck', matchCase: true }).total).toBe(1)
    expect(searchIn(text, { text: 'trück' }).found).toEqual([
      { line: 1, column: 12, length: 5, byte: 12, bytes: 6 },
      { line: 3, column: 0, length: 5, byte: 0, bytes: 6 },
    ])
  })

  it('takes signs of expressions as they are unless asked otherwise', () => {
    expect(searchIn('a.b\naxb {"a"', { text: 'a.b' }).total).toBe(1)
    expect(searchIn('a.b\naxb {"a"', { text: 'a.b', regex: true }).total).toBe(2)
    expect(searchIn('a.b\naxb {"a"', { text: '{"A"', regex: true }).total).toBe(1)
    expect(searchIn('é1\nx2', { text: '^\\p{L}\\d$', regex: true }).total).toBe(2)
    expect(() => searchIn('', { text: '(', regex: true })).toThrow(SyntaxError)
  })

  it('counts characters as the window does and bytes as the body does, also in other encodings', () => {
    const emoji = searchIn('🚛 "€" x\n🚛🚛x', { text: 'x' })
    expect(emoji.found).toEqual([
      { line: 0, column: 7, length: 1, byte: 11, bytes: 1 },
      { line: 1, column: 4, length: 1, byte: 8, bytes: 1 },
    ])
    const latin = searchIn(Buffer.from('\xe9\xe9x', 'latin1'), { text: 'éx' }, 'iso-8859-1')
    expect(latin.found).toEqual([{ line: 0, column: 1, length: 2, byte: 1, bytes: 2 }])
    const broken = searchIn(Buffer.from([0xff, 0xe2, 0x82, 0x20, 0x20, 0x78]), { text: 'x' })
    expect(broken.found).toEqual([{ line: 0, column: 4, length: 1, byte: 5, bytes: 1 }])
  })

  it('marks only the part of a match that is on its first line, and nothing where nothing is', () => {
    expect(searchIn('ab\ncd', { text: 'b\\sc', regex: true }).found).toEqual([
      { line: 0, column: 1, length: 1, byte: 1, bytes: 1 },
    ])
    expect(searchIn('aaa', { text: 'b*', regex: true }).total).toBe(0)
  })

  it('goes through long lines and long bodies in parts and finds what lies across', () => {
    const long = `${'ä'.repeat(2_500_000)}needle${'x'.repeat(4_194_000)}needle\nneedle ${'line of text\n'.repeat(400_000)}needle`
    const { found, total } = searchIn(long, { text: 'needle' })
    expect(total).toBe(4)
    const lines = long.split('\n')
    for (const { line, column, length, byte } of found) {
      expect(lines[line]?.slice(column, column + length)).toBe('needle')
      expect(Buffer.byteLength(lines[line]?.slice(0, column) ?? '')).toBe(byte)
    }
    expect(searchIn(long, { text: '^x', regex: true }).total).toBe(0)
    for (const place of [4_194_300, 4_194_304 - 65_536 - 3]) {
      const across = `${'a'.repeat(place)}needle${'b'.repeat(200_000)}`
      expect(searchIn(across, { text: 'needle' }).found).toMatchObject([{ line: 0, column: place }])
    }
  })

  it('keeps the first thousand places and counts the others', () => {
    const { found, total } = searchIn('a\n'.repeat(5000), { text: 'a' })
    expect([found.length, total]).toEqual([1000, 5000])
  })

  it('reads a body from its file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'search-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const path = join(folder, 'a.body')
    const text = 'some text\n'.repeat(1_000_000)
    await writeFile(path, `${text}the end`)
    expect(searchIn({ path, size: text.length + 7 }, { text: 'THE END' }).found).toEqual([
      { line: 1_000_000, column: 0, length: 7, byte: 0, bytes: 7 },
    ])
  })
})
