import { type BodyMatch, type BodySearch, maxMatches } from '../../shared/bodies.ts'
import { type BodyBlock, bodyBlocks } from './body-blocks.ts'
import { createBytePlaces } from './byte-places.ts'
import { searchPattern } from './search-pattern.ts'
import type { BytesToRead } from './spool.ts'

/** Where a line stands that a block begins in. */
interface Place {
  /** From 0. */
  line: number
  /** Bytes and characters of the line before the block. */
  bytes: number
  characters: number
}

/**
 * Looks through a body block by block and tells after each what was found in it. Lines longer than 4 MB are searched
 * in parts; what is longer than 64 KB may be missed at their borders. Throws `SyntaxError` for a wrong expression.
 */
export function searchBody(
  body: BytesToRead,
  decoder: string,
  search: BodySearch,
  tell: (matches: readonly BodyMatch[], count: number) => void,
): void {
  const pattern = searchPattern(search)
  const place: Place = { line: 0, bytes: 0, characters: 0 }
  let known = 0
  for (const block of bodyBlocks(body)) {
    const { matches, count } = searchBlock(block, decoder, pattern, place, maxMatches - known)
    known += matches.length
    if (count > 0) tell(matches, count)
  }
}

function searchBlock(block: BodyBlock, label: string, pattern: RegExp, place: Place, most: number) {
  const decode = (bytes: Uint8Array): string => new TextDecoder(label, { ignoreBOM: true }).decode(bytes)
  const context = decode(block.bytes.subarray(0, block.context))
  const bytes = block.bytes.subarray(block.context)
  const part = decode(bytes)
  const text = context + part
  const byteAt = createBytePlaces(bytes, part, label)
  const end =
    block.until === block.bytes.length
      ? text.length
      : context.length + decode(bytes.subarray(0, block.until - block.context)).length
  const matches: BodyMatch[] = []
  let count = 0
  /** Start of the line in the text; before it, for the line that the block begins in. */
  let lineStart = context.length - place.characters
  let lineByte = -place.bytes
  let nextBreak = text.indexOf('\n', context.length)
  const goTo = (character: number): void => {
    let line = -1
    while (nextBreak !== -1 && nextBreak < character) {
      place.line++
      line = nextBreak + 1
      nextBreak = text.indexOf('\n', line)
    }
    if (line === -1) return
    lineStart = line
    lineByte = byteAt(line - context.length)
  }

  pattern.lastIndex = context.length
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    if (found[0] === '') {
      pattern.lastIndex++
      continue
    }
    if (found.index >= end) break
    count++
    if (matches.length >= most) continue
    goTo(found.index)
    const stop = Math.min(found.index + found[0].length, nextBreak === -1 ? text.length : nextBreak)
    const byte = byteAt(found.index - context.length)
    matches.push({
      line: place.line,
      column: found.index - lineStart,
      length: stop - found.index,
      byte: byte - lineByte,
      bytes: byteAt(stop - context.length) - byte,
    })
  }
  if (matches.length < most) goTo(end)
  place.characters = end - lineStart
  place.bytes = block.until - block.context - lineByte
  return { matches, count }
}
