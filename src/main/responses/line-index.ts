/** Bytes of a line, without its line break. */
export interface LineRange {
  readonly from: number
  readonly to: number
}

type Read = (from: number, to: number) => Promise<Buffer>

/**
 * How often the start of a line is noted: every 64 lines costs 16 bytes for some kilobytes of text, and at the latest
 * after 64 KB, so that a long line never has to be searched for its end.
 */
const linesPerNote = 64
const bytesPerNote = 64 * 1024

const newline = 0x0a

/** Knows where lines start without keeping the place of each. */
export interface LineIndex {
  /** Takes the next bytes. */
  add(bytes: Uint8Array): void
  lines(): number
  /** Finds lines with the help of a function that reads the bytes. */
  ranges(from: number, to: number, read: Read): Promise<readonly LineRange[]>
  /** The line that a byte is in, and where that line starts. */
  lineOf(byte: number, read: Read): Promise<{ readonly line: number; readonly start: number }>
}

export function createLineIndex(): LineIndex {
  const notedLines: number[] = [0]
  const notedBytes: number[] = [0]
  let size = 0
  let breaks = 0
  let endsInBreak = false

  const lastNote = (): readonly [line: number, byte: number] => [
    notedLines[notedLines.length - 1] ?? 0,
    notedBytes[notedBytes.length - 1] ?? 0,
  ]

  /** Index of the last note at or before a line, or a byte. */
  const noteBefore = (noted: readonly number[], wanted: number): number => {
    let low = 0
    let high = noted.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((noted[middle] ?? 0) <= wanted) low = middle
      else high = middle - 1
    }
    return low
  }

  const lines = (): number => breaks + (size > 0 && !endsInBreak ? 1 : 0)

  return {
    add(bytes) {
      for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) {
        breaks++
        const start = size + at + 1
        const [line, byte] = lastNote()
        if (breaks - line >= linesPerNote || start - byte >= bytesPerNote) {
          notedLines.push(breaks)
          notedBytes.push(start)
        }
      }
      size += bytes.length
      endsInBreak = bytes.length === 0 ? endsInBreak : bytes.at(-1) === newline
    },
    lines,
    async ranges(from, to, read) {
      const found: LineRange[] = []
      const end = Math.min(to, lines())
      if (from >= end) return found
      let note = noteBefore(notedLines, from)
      let line = notedLines[note] ?? 0
      let start = notedBytes[note] ?? 0
      let block: { readonly from: number; readonly bytes: Buffer } = { from: 0, bytes: Buffer.alloc(0) }
      while (line < end) {
        const nextLine = notedLines[note + 1]
        const nextByte = notedBytes[note + 1] ?? 0
        let stop: number
        if (nextLine === line + 1) {
          stop = nextByte - 1
          note++
        } else if (line === lines() - 1) {
          stop = size - (endsInBreak ? 1 : 0)
        } else {
          let at = block.bytes.indexOf(newline, start - block.from)
          if (start < block.from || start >= block.from + block.bytes.length || at === -1) {
            // Lines between two notes are short, so one block has the end of at least one.
            block = { from: start, bytes: await read(start, start + 2 * bytesPerNote) }
            at = block.bytes.indexOf(newline)
          }
          stop = block.from + at
        }
        if (line >= from) found.push({ from: start, to: stop })
        start = stop + 1
        line++
      }
      return found
    },
    async lineOf(byte, read) {
      const note = noteBefore(notedBytes, byte)
      let line = notedLines[note] ?? 0
      let start = notedBytes[note] ?? 0
      // Short lines end within the distance of two notes; a longer one has no break before the byte.
      const base = start
      const bytes = await read(base, Math.min(byte, base + 2 * bytesPerNote))
      for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) {
        line++
        start = base + at + 1
      }
      return { line, start }
    },
  }
}
