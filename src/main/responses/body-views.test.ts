import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aStore, keep, textsOf } from './test-store.ts'

const plain = { view: 'raw', regex: false, matchCase: false } as const

describe('a search', () => {
  it('finds places in Raw and in Pretty, in memory and in a file', async () => {
    for (const memoryBytes of [10, 1_000_000]) {
      const { responses } = await aStore({ memoryBytes })
      const { responseId } = await keep(responses, '{"truck":1,\n"b":{"Truck":2}}')
      const raw = await responses.search(responseId, { ...plain, text: 'truck' })
      expect(raw).toMatchObject({
        count: 2,
        whole: true,
        matches: [
          { line: 0, column: 2 },
          { line: 1, column: 6 },
        ],
      })
      const pretty = await responses.search(responseId, { ...plain, view: 'pretty', text: 'truck' })
      expect(pretty.matches).toMatchObject([
        { line: 1, column: 3 },
        { line: 3, column: 5 },
      ])
    }
  })

  it('says what is wrong with an expression', async () => {
    const { responses } = await aStore()
    const { responseId } = await keep(responses, 'text', 'text/plain')
    await expect(responses.search(responseId, { ...plain, regex: true, text: 'a(' })).rejects.toMatchObject({
      code: 'invalid_input',
      message: 'Not a regular expression: Unterminated group.',
    })
  })

  it('that would take for ever is ended in its time, and can be cancelled before', async () => {
    const { responses } = await aStore({ searchMs: 300 })
    const { responseId } = await keep(responses, `needle\n${'a'.repeat(5000)}!`, 'text/plain')
    const endless = { ...plain, regex: true, text: '(a+)+$' }
    expect(await responses.search(responseId, endless)).toMatchObject({ whole: false })
    const { responses: patient } = await aStore()
    const { responseId: same } = await keep(patient, `${'a'.repeat(5000)}!`, 'text/plain')
    const stop = new AbortController()
    const searching = patient.search(same, endless, stop.signal)
    setImmediate(() => stop.abort())
    await expect(searching).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('a long line', () => {
  it('can be read in any part, in whole characters, with marks', async () => {
    const { responses } = await aStore()
    const { responseId } = await keep(responses, `short\n"${'ü'.repeat(2_500_000)}\0needle"`, 'text/plain')
    const { matches } = await responses.search(responseId, { ...plain, text: 'needle' })
    const [match] = matches
    expect(match).toMatchObject({ line: 1, column: 2_500_002, byte: 5_000_002 })
    const from = (match?.byte ?? 0) - 100
    const piece = await responses.piece(responseId, { view: 'raw', line: 1, from, marks: matches })
    expect(piece).toMatchObject({
      from: from + 1,
      to: 5_000_009,
      length: 5_000_009,
      marks: [{ at: 50, length: 6 }],
    })
    expect(piece.text).toBe(`${'ü'.repeat(49)}␀needle"`)
    const middle = await responses.piece(responseId, { view: 'raw', line: 1, from: 2_000_000, marks: [] })
    expect(middle.text).toBe('ü'.repeat(1999))
    expect([middle.from, middle.to]).toEqual([2_000_001, 2_003_999])
    await expect(
      responses.piece(responseId, { view: 'raw', line: 9, from: 0, marks: [] }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a filter', () => {
  it('makes a body of its own, which goes with the next one and with the body', async () => {
    const { responses, folder } = await aStore({ memoryBytes: 5 })
    const { responseId } = await keep(responses, '{"data":[{"n":1},{"n":12345678901234567890}]}')
    const first = await responses.filter(responseId, '$.data[*].n')
    expect(first).toMatchObject({ count: 2, body: { kind: 'json' } })
    expect(await textsOf(responses, first.responseId, 'pretty')).toEqual([
      '[',
      '  1,',
      '  12345678901234567890',
      ']',
    ])
    const second = await responses.filter(responseId, '$..n')
    await expect(responses.lines(first.responseId, 'raw', 0, 1)).rejects.toMatchObject({ code: 'not_found' })
    expect((await responses.lines(second.responseId, 'raw', 0, 1)).total).toBe(4)
    await responses.close(responseId)
    await expect(responses.lines(second.responseId, 'raw', 0, 1)).rejects.toMatchObject({ code: 'not_found' })
    expect(await readdir(folder)).toEqual([])
  })

  it('says what is wrong with a path, and leaves nothing behind', async () => {
    const { responses, folder } = await aStore({ memoryBytes: 5 })
    const { responseId } = await keep(responses, '{"data":1}')
    await expect(responses.filter(responseId, '$.[')).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await readdir(folder)).toHaveLength(1)
  })
})

describe('a preview', () => {
  it('is an image by its bytes, the beginning of a text, or what it is', async () => {
    const { responses } = await aStore()
    const previewOf = async (body: string | Buffer, type: string) =>
      responses.preview((await keep(responses, body, type)).responseId)
    const png = Buffer.from('89504e470d0a1a0a00', 'hex')
    expect(await previewOf(png, 'text/html')).toEqual({
      kind: 'image',
      type: 'PNG image',
      dataUrl: 'data:image/png;base64,iVBORw0KGgoA',
    })
    expect(await previewOf('<?xml version="1.0"?>\n<svg xmlns="x"/>', 'text/plain')).toMatchObject({
      kind: 'image',
    })
    expect(await previewOf(Buffer.concat([png, Buffer.alloc(6_000_000)]), 'image/png')).toMatchObject({
      kind: 'facts',
      what: 'PNG image',
      why: /5 MB/,
    })
    expect(await previewOf('<!doctype html><script>1</script>', 'text/html')).toMatchObject({
      kind: 'text',
      what: 'HTML, shown as text',
      cut: false,
    })
    expect(await previewOf('x'.repeat(100_000), 'text/plain')).toMatchObject({ kind: 'text', cut: true })
    expect(await previewOf('%PDF-1.7\0', 'application/pdf')).toMatchObject({ what: 'PDF document' })
  })
})

describe('saving', () => {
  it('writes the bytes as they came, without secrets that were sent', async () => {
    const { responses, parent } = await aStore({ memoryBytes: 1000 })
    const body = `{"h":"abcdef123456","t":"${'x'.repeat(3_000_000)}"}`
    const { responseId } = await keep(responses, body, 'application/json', ['abcdef123456'])
    const path = join(parent, 'saved.json')
    await responses.save(responseId, path)
    expect(await readFile(path, 'utf8')).toBe(body.replace('abcdef123456', '************'))
  })

  it('leaves no half file when it is cancelled', async () => {
    const { responses, parent } = await aStore({ memoryBytes: 1000 })
    const { responseId } = await keep(responses, 'x'.repeat(30_000_000), 'text/plain')
    const stop = new AbortController()
    const saving = responses.save(responseId, join(parent, 'saved.txt'), stop.signal)
    stop.abort()
    await expect(saving).rejects.toMatchObject({ code: 'cancelled' })
    expect(await readdir(parent)).toEqual(['responses'])
  })
})
