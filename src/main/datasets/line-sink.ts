/** Gathers bytes as lines in one growing block. */
export interface LineSink {
  add(bytes: Uint8Array, from: number, to: number): void
  endLine(): void
  /** Forgets the line that has no end yet. */
  dropUnfinished(): void
  /** Hands the whole lines over; what belongs to an unfinished one stays. */
  take(): Uint8Array
}

const lineFeed = 0x0a
const firstSize = 64 * 1024

export function createLineSink(): LineSink {
  let block = new Uint8Array(firstSize)
  let length = 0
  let wholeLength = 0

  const makeRoom = (more: number): void => {
    if (length + more <= block.length) return
    let size = block.length * 2
    while (size < length + more) size *= 2
    const larger = new Uint8Array(size)
    larger.set(block.subarray(0, length))
    block = larger
  }

  return {
    add(bytes, from, to) {
      if (to <= from) return
      makeRoom(to - from)
      block.set(bytes.subarray(from, to), length)
      length += to - from
    },
    endLine() {
      makeRoom(1)
      block[length++] = lineFeed
      wholeLength = length
    },
    dropUnfinished() {
      length = wholeLength
    },
    take() {
      const lines = block.slice(0, wholeLength)
      block.copyWithin(0, wholeLength, length)
      length -= wholeLength
      wholeLength = 0
      return lines
    },
  }
}
