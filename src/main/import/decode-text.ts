import { isAscii } from 'node:buffer'

/** Bytes that are looked at to tell UTF-16 without a byte order mark from anything else. */
const sniffed = 64

/**
 * Decodes a text file of unknown encoding as it comes: UTF-8 and UTF-16 by their byte order mark, UTF-16 without one
 * by its zero bytes, else UTF-8 unless the first character beyond ASCII is none, which means Windows-1252 (as
 * Excel writes CSV on many machines). Marks are taken off; what cannot be read becomes U+FFFD.
 */
export async function* decodeText(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null
  let held = new Uint8Array(0)
  for await (const chunk of source) {
    if (decoder === null) {
      held = joined(held, chunk)
      if (held.length < sniffed && !(held.length >= 2 && markOf(held) !== null)) continue
      const encoding = markOf(held) ?? withoutMark(held, false)
      if (encoding === null) {
        // Nothing but ASCII so far: the same text in all encodings that are left.
        const ascii = asciiLength(held)
        yield plainAscii(held.subarray(0, ascii))
        held = held.slice(ascii)
        continue
      }
      decoder = new TextDecoder(encoding)
      yield decoder.decode(held, { stream: true })
      held = new Uint8Array(0)
    } else {
      yield decoder.decode(chunk, { stream: true })
    }
  }
  decoder ??= new TextDecoder(markOf(held) ?? withoutMark(held, true) ?? 'utf-8')
  yield decoder.decode(held)
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(first.length + second.length)
  all.set(first)
  all.set(second, first.length)
  return all
}

function markOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : null
}

const asciiLength = (bytes: Uint8Array): number => {
  if (isAscii(bytes)) return bytes.length
  const end = bytes.findIndex(byte => byte >= 0x80)
  return end === -1 ? bytes.length : end
}

const plainAscii = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes)

/** Null while it cannot be told. `isAll`: no more bytes will come. */
function withoutMark(bytes: Uint8Array, isAll: boolean): string | null {
  const head = bytes.subarray(0, sniffed)
  const zeros = (from: number) => head.filter((byte, index) => index % 2 === from && byte === 0).length
  // Headers are mostly Latin letters, so that every second byte of UTF-16 is zero; text has no other zeros.
  if (zeros(1) > head.length / 4) return 'utf-16le'
  if (zeros(0) > head.length / 4) return 'utf-16be'
  const start = asciiLength(bytes)
  if (start === bytes.length) return null
  const character = bytes.subarray(start, start + 4)
  if (character.length < 4 && !isAll) return null
  return isUtf8Start(character) ? 'utf-8' : 'windows-1252'
}

/** Whether bytes start with a character of UTF-8 beyond ASCII (RFC 3629, section 4). */
function isUtf8Start(bytes: Uint8Array): boolean {
  const [first = 0] = bytes
  const length = first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0
  if (length === 0 || first > 0xf4 || bytes.length < length) return false
  return bytes.subarray(1, length).every(byte => byte >= 0x80 && byte <= 0xbf)
}
