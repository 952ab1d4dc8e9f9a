import type { Transform } from 'node:stream'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { BodyTooLarge, bodyDamaged } from './failures.ts'

type Unpack = (packed: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>

const inflate: Unpack = promisify(zlib.inflate)
const inflateRaw: Unpack = promisify(zlib.inflateRaw)
const gunzip: Unpack = promisify(zlib.gunzip)

const unpackers: Readonly<Record<string, Unpack>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  br: promisify(zlib.brotliDecompress),
  // Servers send `deflate` with and without the zlib wrapper; its first four bits, 8, tell them apart.
  deflate: (packed, options) => (((packed[0] ?? 0) & 0x0f) === 8 ? inflate : inflateRaw)(packed, options),
  // From Node 22.15 on.
  ...(typeof zlib.zstdDecompress === 'function' ? { zstd: promisify(zlib.zstdDecompress) as Unpack } : {}),
}

/** What we can unpack, for the `accept-encoding` header. */
export const acceptedEncodings = Object.keys(unpackers)
  .filter(name => name !== 'x-gzip')
  .join(', ')

/**
 * Undoes the content codings of a body, the last applied first (RFC 9110 section 8.4). A coding that is not known
 * leaves the body packed. Throws `malformed_response` for a damaged body and for one that unpacks to more than
 * `maxBytes`: a small answer can unpack to gigabytes.
 */
export async function unpack(body: Buffer, codings: string, url: URL, maxBytes: number): Promise<Buffer> {
  let unpacked = body
  const names = codings.toLowerCase().split(',')
  for (const coding of names.map(name => name.trim()).reverse()) {
    const undo = unpackers[coding]
    if (undo === undefined || unpacked.length === 0) return unpacked
    try {
      unpacked = await undo(unpacked, { maxOutputLength: Math.max(1, maxBytes) })
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      throw code === 'ERR_BUFFER_TOO_LARGE' ? new BodyTooLarge(url, maxBytes) : bodyDamaged(url, coding)
    }
  }
  return unpacked
}

/** What makes a stream that undoes a content coding; the first byte of the packed body decides for `deflate`. */
const unpackingStreams: Readonly<Record<string, (firstByte: number) => Transform>> = {
  gzip: () => zlib.createGunzip(),
  'x-gzip': () => zlib.createGunzip(),
  br: () => zlib.createBrotliDecompress(),
  deflate: firstByte => ((firstByte & 0x0f) === 8 ? zlib.createInflate() : zlib.createInflateRaw()),
  ...(typeof zlib.createZstdDecompress === 'function' ? { zstd: () => zlib.createZstdDecompress() } : {}),
}

/**
 * Streams that undo the content codings of a body one after another, as `unpack` does at once. Those from the first
 * unknown one on are left undone.
 */
export function unpackingSteps(codings: string, firstByte: number): readonly Transform[] {
  const steps: Transform[] = []
  for (const coding of codings.toLowerCase().split(',').reverse()) {
    const make = unpackingStreams[coding.trim()]
    if (make === undefined) break
    steps.push(make(steps.length === 0 ? firstByte : 0x78))
  }
  return steps
}
