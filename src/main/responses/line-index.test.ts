import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLineIndex } from './line-index.ts'

/** Lines of a text as the index finds them, asked for in one window. */
async function linesOf(text: Buffer, pieces: number, from = 0, to = Number.POSITIVE_INFINITY) {
  const index = createLineIndex()
  const step = Math.max(1, Math.ceil(text.length / pieces))
  for (let at = 0; at < text.length; at += step) index.add(text.subarray(at, at + step))
  let bytesRead = 0
  const read = async (start: number, end: number): Promise<Buffer> => {
    bytesRead += Math.min(end, text.length) - start
    return text.subarray(start, end)
  }
  const ranges = await index.ranges(from, to, read)
  return {
    lines: ranges.map(range => text.toString('utf8', range.from, range.to)),
    index,
    bytesRead: () => bytesRead,
  }
}

function plainLines(text: string): readonly string[] {
  const lines = text.split('\n')
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

describe('an index of lines', () => {
  it('finds the same lines as splitting the text, whatever window is asked for', async () => {
    const line = fc.oneof(
      { weight: 20, arbitrary: fc.string({ unit: fc.constantFrom('a', 'é', '"', ' '), maxLength: 12 }) },
      { weight: 1, arbitrary: fc.constant('long '.repeat(30_000)) },
    )
    const texts = fc.array(line, { maxLength: 300 }).map(lines => lines.join('\n'))
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.nat(300),
        fc.nat(100),
        fc.integer({ min: 1, max: 9 }),
        async (text, from, count, pieces) => {
          const { lines, index } = await linesOf(Buffer.from(text), pieces, from, from + count)
          expect(index.lines()).toBe(plainLines(text).length)
          expect(lines).toEqual(plainLines(text).slice(from, from + count))
        },
      ),
      { numRuns: 150 },
    )
  })

  it('reads little to find lines far down, and nothing for one endless line', async () => {
    const text = Buffer.from('one line of a log\n'.repeat(500_000))
    const far = await linesOf(text, 10, 499_000, 499_100)
    expect(far.lines).toHaveLength(100)
    expect(far.bytesRead()).toBeLessThan(400_000)
    const endless = await linesOf(Buffer.from(`${'x'.repeat(5_000_000)}\nend`), 10)
    expect(endless.lines.map(line => line.length)).toEqual([5_000_000, 3])
    expect(endless.bytesRead()).toBe(0)
  })
})
