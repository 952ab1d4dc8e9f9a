import { crc32, deflateSync, inflateSync } from 'node:zlib'

/** A picture without transparency: three bytes a pixel, row by row. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const bytesPerPixel = 3
const mostColours = 256

/** Reads a PNG as Chromium writes screenshots: 8 bits, RGB, not interlaced. Throws for any other kind. */
export function readPng(png: Buffer): Pixels {
  const chunks = [...chunksOf(png)]
  const head = chunks.find(({ type }) => type === 'IHDR')?.data
  if (head === undefined) throw new Error('This is not a PNG.')
  const width = head.readUInt32BE(0)
  const height = head.readUInt32BE(4)
  const [bits, colourType, , , interlaced] = head.subarray(8)
  if (bits !== 8 || colourType !== 2 || interlaced !== 0)
    throw new Error('This kind of PNG is not understood.')
  const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)
  return { width, height, bytes: withoutFilters(inflateSync(Buffer.concat(packed)), width, height) }
}

/**
 * Writes pixels as a PNG with at most 256 colours, each as near to the original as that allows. A screenshot has some
 * 2,000 colours, most of them at the edges of letters: nobody sees it, and the file is less than half as long.
 */
export function writePalettePng({ width, height, bytes }: Pixels): Buffer {
  const { palette, indexOf } = paletteOf(bytes)
  const rows = Buffer.alloc(height * (width + 1))
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += bytesPerPixel) {
      rows[y * (width + 1) + 1 + x] = indexOf.get(colourAt(bytes, at)) ?? 0
    }
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  const colours = Buffer.from(palette.flatMap(colour => partsOf(colour)))
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function* chunksOf(png: Buffer) {
  if (!png.subarray(0, 8).equals(signature)) throw new Error('This is not a PNG.')
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at)
    yield {
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    }
    at += 12 + length
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(4)
  frame.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([frame, named, sum])
}

/** Undoes the filter that each row names in its first byte (PNG specification, section 9). */
function withoutFilters(raw: Buffer, width: number, height: number): Uint8Array {
  const stride = width * bytesPerPixel
  const bytes = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)] ?? 0
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x < bytesPerPixel ? 0 : (bytes[at - bytesPerPixel] ?? 0)
      const above = y === 0 ? 0 : (bytes[at - stride] ?? 0)
      const corner = x < bytesPerPixel || y === 0 ? 0 : (bytes[at - stride - bytesPerPixel] ?? 0)
      bytes[at] = (raw[y * (stride + 1) + 1 + x] ?? 0) + predicted(filter, left, above, corner)
    }
  }
  return bytes
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  const estimate = left + above - corner
  const distances = [left, above, corner].map(value => Math.abs(estimate - value)) as [number, number, number]
  if (distances[0] <= distances[1] && distances[0] <= distances[2]) return left
  return distances[1] <= distances[2] ? above : corner
}

/** At most 256 colours that are near enough to all of the picture, and for each of its colours which one stands for it. */
function paletteOf(bytes: Uint8Array) {
  const counts = new Map<number, number>()
  for (let at = 0; at < bytes.length; at += bytesPerPixel) {
    const colour = colourAt(bytes, at)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const commonestFirst = [...counts]
    .sort(([a, ofA], [b, ofB]) => ofB - ofA || a - b)
    .map(([colour]) => colour)
  let tolerance = 0
  let palette = apart(commonestFirst, tolerance)
  while (palette.length > mostColours) palette = apart(commonestFirst, ++tolerance)
  const indexOf = new Map(commonestFirst.map(colour => [colour, nearest(palette, colour)] as const))
  return { palette, indexOf }
}

/** Colours of which no two are within the tolerance of each other; stops as soon as there are too many. */
function apart(colours: readonly number[], tolerance: number): readonly number[] {
  const kept: number[] = []
  for (const colour of colours) {
    if (kept.every(other => difference(other, colour) > tolerance)) kept.push(colour)
    if (kept.length > mostColours) break
  }
  return kept
}

function nearest(palette: readonly number[], colour: number): number {
  const best = palette.reduce(
    (a, b) => (difference(b, colour) < difference(a, colour) ? b : a),
    palette[0] ?? 0,
  )
  return palette.indexOf(best)
}

/** How far the most different of red, green and blue are apart, 0 to 255. */
function difference(a: number, b: number): number {
  const apartBy = (shift: number): number => Math.abs(((a >> shift) & 0xff) - ((b >> shift) & 0xff))
  return Math.max(apartBy(16), apartBy(8), apartBy(0))
}

function colourAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
}

function partsOf(colour: number): number[] {
  return [(colour >> 16) & 0xff, (colour >> 8) & 0xff, colour & 0xff]
}
