import type { ByteMark, LinePiece } from '../../shared/bodies.ts'
import { pieceBytes } from '../../shared/bodies.ts'
import { visible } from './body-text.ts'
import type { Spool } from './spool.ts'
import { isContinuation, unfinishedBytes } from './utf8-edges.ts'

/**
 * A part of a line, from a byte of it on. Begins and ends with whole UTF-8 characters. Null where there is no such
 * line.
 */
export async function linePiece(
  spool: Spool,
  decoder: string,
  line: number,
  from: number,
  marks: readonly ByteMark[],
): Promise<LinePiece | null> {
  const [range] = await spool.lineRanges(line, line + 1)
  if (range === undefined) return null
  const length = range.to - range.from
  const begin = range.from + Math.min(from, Math.max(0, length - 1))
  const read = await spool.read(begin, Math.min(range.to, begin + pieceBytes))
  const isUtf8 = decoder === 'utf-8'
  const head = isUtf8 && from > 0 ? continuedBytes(read) : 0
  const rest = range.to > begin + read.length
  const decode = (bytes: Buffer, more: boolean): string =>
    visible(new TextDecoder(decoder, { ignoreBOM: true }).decode(bytes, { stream: more }))
  const tail = isUtf8 && rest ? read.length - unfinishedBytes(read) : read.length
  const bytes = read.subarray(head, tail)
  const start = begin - range.from + head
  const at = (byte: number): number => decode(bytes.subarray(0, Math.max(0, byte - start)), true).length
  return {
    from: start,
    to: start + bytes.length,
    length,
    text: decode(bytes, rest),
    marks: marks
      .filter(({ byte, bytes: size }) => byte + size > start && byte < start + bytes.length)
      .map(({ byte, bytes: size }) => ({ at: at(byte), length: at(byte + size) - at(byte) })),
  }
}

/** Bytes at the beginning that continue a character which began before. */
function continuedBytes(bytes: Buffer): number {
  let at = 0
  while (at < 3 && isContinuation(bytes[at])) at++
  return at
}
