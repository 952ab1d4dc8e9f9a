import { randomUUID } from 'node:crypto'
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aStore, keep, textsOf as texts } from './test-store.ts'

describe('a body that is kept', () => {
  it('is shown pretty and raw in windows of lines, and as bytes', async () => {
    const { responses } = await aStore()
    const { responseId, body } = await keep(responses, '{"a":[1,2],\r\n"ü":null}')
    expect(body).toEqual({ kind: 'json', bytes: 23, lines: 2, flaws: [] })
    expect(await texts(responses, responseId, 'pretty', 1, 4)).toEqual(['  "a": [', '    1,', '    2'])
    expect(await texts(responses, responseId, 'raw')).toEqual(['{"a":[1,2],', '"ü":null}'])
    expect(await responses.bytes(responseId, 0, 9)).toEqual([
      { hex: '7b2261223a5b312c325d2c0d0a22c3bc', text: '{"a":[1,2],··"··' },
      { hex: '223a6e756c6c7d', text: '":null}' },
    ])
  })

  it('is recognised by its content, not by its content type alone', async () => {
    const { responses } = await aStore()
    const kindOf = async (body: string | Buffer, type: string) =>
      (await keep(responses, body, type)).body.kind
    expect(await kindOf('  {"a":1}', 'text/plain')).toBe('json')
    expect(await kindOf('[12:30] a line of a log', '')).toBe('text')
    expect(await kindOf('{{ a template }}', 'text/plain')).toBe('text')
    expect(await kindOf('<html>', 'application/json')).toBe('text')
    expect(await kindOf('true', 'application/json')).toBe('json')
    expect(await kindOf('true', 'text/plain')).toBe('text')
    expect(await kindOf('', 'application/json')).toBe('empty')
    expect(await kindOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]), 'image/png')).toBe('binary')
    expect(await kindOf(Buffer.from([0xff, 0xfe, 0x80]), '')).toBe('binary')
    expect(await kindOf(Buffer.from('caf\xe9', 'latin1'), 'text/plain; charset=iso-8859-1')).toBe('text')
  })

  it('shows control characters as their pictures, and reads the charset it was sent in', async () => {
    const { responses } = await aStore()
    const nul = await keep(responses, 'a\0b\u001b[31mc\td', 'text/plain')
    expect(await texts(responses, nul.responseId, 'raw')).toEqual(['a␀b␛[31mc\td'])
    const latin = await keep(responses, Buffer.from('caf\xe9', 'latin1'), 'text/plain; charset=iso-8859-1')
    expect(await texts(responses, latin.responseId, 'raw')).toEqual(['café'])
  })

  it('cuts long lines and says how long they are', async () => {
    const { responses } = await aStore()
    const { responseId, body } = await keep(responses, `"${'ü'.repeat(2_500_000)}"`)
    expect(body.lines).toBe(1)
    const { lines } = await responses.lines(responseId, 'raw', 0, 10)
    expect(lines).toEqual([{ text: `"${'ü'.repeat(999)}`, length: 5_000_002, cut: true }])
  })

  it('shows broken JSON as far as it is good, with the place of the mistake', async () => {
    const { responses } = await aStore()
    const { responseId } = await keep(responses, '{"a": 1,\n "b": oops}')
    const window = await responses.lines(responseId, 'pretty', 0, 10)
    expect(window.lines.map(line => line.text)).toEqual(['{', '  "a": 1,', '  "b": '])
    expect(window).toMatchObject({ complete: true, problem: { byte: 15, line: 2, column: 7 } })
  })

  it('says what is wrong with it as text, and where', async () => {
    const { responses } = await aStore()
    const flawsOf = async (body: string | Buffer, type: string) =>
      (await keep(responses, body, type)).body.flaws
    expect(await flawsOf('<html>\n<b>', 'application/json')).toMatchObject([
      { message: /says JSON/, byte: 0, line: 1, column: 1 },
    ])
    expect(await flawsOf('one\ntwo\0', 'text/plain')).toMatchObject([
      { message: /NUL/, byte: 7, line: 2, column: 4 },
    ])
    expect(await flawsOf(Buffer.from('{"a":\n"\xfc"}', 'latin1'), 'application/json')).toMatchObject([
      { message: /UTF-8/, byte: 7, line: 2, column: 2 },
    ])
    expect(await flawsOf(Buffer.from('caf\xe9', 'latin1'), 'text/plain; charset=iso-8859-1')).toEqual([])
    for (const type of ['application/json', 'application/octet-stream', ''])
      expect(await flawsOf(Buffer.alloc(300_000), type)).toMatchObject([{ message: /Every byte.*NUL/ }])
  })

  it('hides what was sent with the request where the server sends it back', async () => {
    const { responses } = await aStore()
    const { responseId } = await keep(responses, '{"h":"Bearer abcdef123456"}', 'application/json', [
      'abcdef123456',
    ])
    expect(await texts(responses, responseId, 'raw')).toEqual(['{"h":"Bearer ************"}'])
    expect((await responses.bytes(responseId, 0, 9)).map(row => row.text).join('')).not.toContain('abcdef')
  })

  it('goes to a private file when it is long, which goes with it', async () => {
    const { responses, folder } = await aStore({ memoryBytes: 1000 })
    const lines = Array.from({ length: 20_000 }, (_, n) => `{"line":${n}}`).join(',\n')
    const { responseId } = await keep(responses, `[${lines}]`)
    expect(await texts(responses, responseId, 'raw', 15_000, 15_002)).toEqual([
      '{"line":15000},',
      '{"line":15001},',
    ])
    expect(await texts(responses, responseId, 'pretty', 45_002, 45_003)).toEqual(['    "line": 15000'])
    const files = await readdir(folder)
    expect(files).toHaveLength(2)
    for (const file of files) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600)
    await responses.close(responseId)
    expect(await readdir(folder)).toEqual([])
    await expect(responses.lines(responseId, 'raw', 0, 1)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('makes room for newer ones, and is refused when it alone is too long', async () => {
    const { responses } = await aStore({ totalBytes: 100_000 })
    const first = await keep(responses, 'a'.repeat(60_000), 'text/plain')
    const second = await keep(responses, 'b'.repeat(60_000), 'text/plain')
    await expect(responses.lines(first.responseId, 'raw', 0, 1)).rejects.toMatchObject({ code: 'not_found' })
    expect((await responses.lines(second.responseId, 'raw', 0, 1)).total).toBe(1)
    await expect(keep(responses, 'c'.repeat(160_000), 'text/plain')).rejects.toMatchObject({
      code: 'malformed_response',
    })
  })

  it('makes room when it is printed with indentation, and what it cannot have room for is cut', async () => {
    const { responses } = await aStore({ totalBytes: 130_000 })
    const first = await keep(responses, 'a'.repeat(40_000), 'text/plain')
    const nested = (count: number) => keep(responses, `[${'[1],'.repeat(count)}1]`)
    const printed = ({ responseId }: { readonly responseId: string }) =>
      responses.lines(responseId, 'pretty', 1_000_000, 1_000_001)
    const large = await nested(6000)
    expect(await printed(large)).toMatchObject({ complete: true, problem: null, total: 3 * 6000 + 3 })
    expect([await isKept(first.responseId), await isKept(large.responseId)]).toEqual([false, true])

    const larger = await nested(8000)
    expect((await printed(larger)).problem?.message).toBe(
      'There is no room for more of it with indentation; the rest is in Raw',
    )
    expect(await isKept(larger.responseId)).toBe(true)

    async function isKept(responseId: string): Promise<boolean> {
      return responses.lines(responseId, 'raw', 0, 1).then(
        () => true,
        () => false,
      )
    }
  })

  it('takes what was filtered of it along when it makes room', async () => {
    const { responses } = await aStore({ totalBytes: 100_000 })
    const first = await keep(responses, `[${'1,'.repeat(10_000)}1]`)
    const filtered = await responses.filter(first.responseId, '$[0:9]')
    await keep(responses, 'b'.repeat(85_000), 'text/plain')
    const rejected = { code: 'not_found' }
    await expect(responses.lines(first.responseId, 'raw', 0, 1)).rejects.toMatchObject(rejected)
    await expect(responses.lines(filtered.responseId, 'raw', 0, 1)).rejects.toMatchObject(rejected)
  })

  it('that cannot be finished leaves nothing behind and takes no room from others', async () => {
    const ends: string[] = []
    const tap = { write: () => {}, end: (outcome: string) => void ends.push(outcome) }
    const responseId = randomUUID()
    const options = { memoryBytes: 95, totalBytes: 100, newId: () => responseId }
    const { responses, folder } = await aStore({ ...options, onBody: () => tap })
    const writer = await responses.open(['abcdef123456'])
    await writer.write(Buffer.from('x'.repeat(100)))
    // The last bytes wait for what may follow them; the file that they need cannot be made.
    await mkdir(join(folder, `${responseId}.body`))
    await expect(writer.finish('text/plain')).rejects.toMatchObject({ code: 'internal', retryable: true })
    await writer.drop()
    expect(ends).toEqual(['dropped'])
    expect((await keep(responses, 'y'.repeat(95), 'text/plain')).body.bytes).toBe(95)
  })

  it('can be read as a whole elsewhere, also while it comes', async () => {
    const seen: Buffer[] = []
    const ends: string[] = []
    const { responses } = await aStore({
      memoryBytes: 1000,
      onBody: () => ({
        write: bytes => void seen.push(Buffer.from(bytes)),
        end: outcome => void ends.push(outcome),
      }),
    })
    const text = `["a secret: abcdef123456", "${'x'.repeat(3_000_000)}"]`
    const masked = text.replace('abcdef123456', '************')
    const { responseId } = await keep(responses, text, 'text/json', ['abcdef123456'])
    expect(Buffer.concat(seen).toString()).toBe(masked)
    expect(ends).toEqual(['kept'])
    const source = await responses.source(responseId)
    expect(source).toMatchObject({ kind: 'json', contentType: 'text/json', bytes: masked.length })
    expect((await Array.fromAsync(source.chunks())).join('')).toBe(masked)
    await responses.close(responseId)
    await expect(Array.fromAsync(source.chunks())).rejects.toMatchObject({ code: 'not_found' })
  })

  it('survives somebody who fails on seeing it come', async () => {
    const { responses } = await aStore({
      onBody: () => ({
        write: () => {
          throw new Error('cannot read this')
        },
        end: () => {},
      }),
    })
    const { responseId } = await keep(responses, '[1]')
    expect(await texts(responses, responseId, 'raw')).toEqual(['[1]'])
  })

  it('that an earlier run left on disk is gone after the start', async () => {
    const { responses, folder } = await aStore()
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'old.body'), 'left behind')
    await responses.start()
    expect(await readdir(folder)).toEqual([])
  })
})
