import { describe, expect, it } from 'vitest'
import { splitAtMarks } from './marked-tokens.ts'

const tokens = [
  { kind: 'key', text: '"name"' },
  { kind: 'plain', text: ': ' },
  { kind: 'string', text: '"nana"' },
]
const mark = (at: number, length: number) => ({ at, length, current: false })
const drawn = (marks: ReturnType<typeof mark>[]) =>
  splitAtMarks(tokens, marks)
    .map(({ text, mark: found }) => (found === null ? text : `<${text}>`))
    .join('|')

describe('a line with marks', () => {
  it('is cut at their edges and nowhere else', () => {
    expect(drawn([])).toBe('"name"|: |"nana"')
    expect(drawn([mark(1, 2)])).toBe('"|<na>|me"|: |"nana"')
    expect(drawn([mark(9, 2), mark(11, 2)])).toBe('"name"|: |"|<na>|<na>|"')
  })

  it('carries a mark across parts, up to the end', () => {
    expect(drawn([mark(4, 6)])).toBe('"nam|<e">|<: >|<"n>|ana"')
    expect(drawn([mark(0, 100)])).toBe('<"name">|<: >|<"nana">')
    expect(drawn([mark(3, 0), mark(6, 1)])).toBe('"na|me"|<:>| |"nana"')
  })
})
