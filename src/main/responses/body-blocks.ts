import { closeSync, openSync, readSync } from 'node:fs'
import type { BytesToRead } from './spool.ts'
import { isContinuation } from './utf8-edges.ts'

/** Bytes that are looked through at once. */
const blockBytes = 4 * 1024 * 1024
/** Bytes that a block of a long line shares with the next one, so that what lies across both is found. */
const sharedBytes = 64 * 1024
/** Bytes before a block that only say what stands there: `^` and `\b` look back. */
const contextBytes = 64

/** A part of a body that can be searched by itself. */
export interface BodyBlock {
  /** Place of the first byte in the body. */
  readonly at: number
  readonly bytes: Buffer
  /** Bytes at the beginning that belong to the block before. */
  readonly context: number
  /** What begins from here on is left to the next block. */
  readonly until: number
}

/** The bytes of a body in blocks that end with a line, or inside of one that is longer. */
export function* bodyBlocks(body: BytesToRead): Generator<BodyBlock> {
  if ('memory' in body) {
    const bytes = Buffer.from(body.memory.buffer, body.memory.byteOffset, body.memory.byteLength)
    yield* blocks(bytes.length, (from, to) => bytes.subarray(from, to))
    return
  }
  const file = openSync(body.path, 'r')
  try {
    yield* blocks(body.size, (from, to) => {
      const bytes = Buffer.alloc(to - from)
      return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from))
    })
  } finally {
    closeSync(file)
  }
}

function* blocks(size: number, read: (from: number, to: number) => Buffer): Generator<BodyBlock> {
  let start = 0
  while (start < size) {
    const at = Math.max(0, start - contextBytes)
    let bytes = read(at, Math.min(size, start + blockBytes))
    let until = bytes.length
    if (at + bytes.length < size) {
      const lineEnd = bytes.lastIndexOf(0x0a)
      if (at + lineEnd >= start) {
        bytes = bytes.subarray(0, lineEnd + 1)
        until = bytes.length
      } else {
        bytes = bytes.subarray(0, characterStart(bytes, bytes.length - 1))
        until = characterStart(bytes, bytes.length - sharedBytes)
      }
    }
    const first = start === at ? 0 : characterStart(bytes, start - at)
    yield { at, bytes, context: first, until }
    if (bytes.length === 0) return
    start = at + until
  }
}

/** The start of the UTF-8 character that a byte is in. */
function characterStart(bytes: Buffer, at: number): number {
  let start = at
  while (start > Math.max(0, at - 3) && isContinuation(bytes[start])) start--
  return start
}
