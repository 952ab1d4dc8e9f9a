import { type FileHandle, open, rm } from 'node:fs/promises'
import { createLineIndex, type LineRange } from './line-index.ts'

export interface SpoolOptions {
  /** File for what is too long for memory; made when it is needed, private, and removed by `close`. */
  readonly path: string
  /** Bytes that are kept in memory. */
  readonly memoryBytes: number
}

/** Bytes that are appended once and read in windows: in memory at first, in a file when there are many. */
export interface Spool {
  append(bytes: Uint8Array): Promise<void>
  size(): number
  lines(): number
  read(from: number, to: number): Promise<Buffer>
  /** Where the lines from `from` to before `to` stand, without their line breaks. */
  lineRanges(from: number, to: number): Promise<readonly LineRange[]>
  /** The line that a byte is in, and where that line starts. */
  lineOf(byte: number): Promise<{ readonly line: number; readonly start: number }>
  /** The bytes so far, for a thread that reads them by itself. */
  handOver(): BytesToRead
  close(): Promise<void>
}

/** Bytes in memory, or in a file. */
export type BytesToRead = { readonly memory: Uint8Array } | { readonly path: string; readonly size: number }

/** Makes an empty spool. Appends must follow one another; reads may come at any time in between. */
export function createSpool({ path, memoryBytes }: SpoolOptions): Spool {
  const index = createLineIndex()
  let chunks: Buffer[] = []
  let file: FileHandle | null = null
  let size = 0
  let closed = false

  /** Made with `wx` and 0600, so that no other file is followed or read along. */
  const moveToFile = async (): Promise<FileHandle> => {
    const made = await open(path, 'wx+', 0o600)
    try {
      await made.write(Buffer.concat(chunks), 0, size, 0)
    } catch (error) {
      await made.close()
      await rm(path, { force: true })
      throw error
    }
    chunks = []
    file = made
    return made
  }

  const read = async (from: number, to: number): Promise<Buffer> => {
    const end = Math.min(to, size)
    if (from >= end) return Buffer.alloc(0)
    if (file === null) {
      // One piece from now on: the next read copies nothing.
      if (chunks.length > 1) chunks = [Buffer.concat(chunks)]
      return (chunks[0] ?? Buffer.alloc(0)).subarray(from, end)
    }
    const bytes = Buffer.alloc(end - from)
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
    return bytes.subarray(0, bytesRead)
  }

  return {
    async append(bytes) {
      if (bytes.length === 0) return
      if (file === null && size + bytes.length <= memoryBytes) {
        chunks.push(Buffer.from(bytes))
      } else {
        const target = file ?? (await moveToFile())
        await target.write(bytes, 0, bytes.length, size)
      }
      index.add(bytes)
      size += bytes.length
    },
    size: () => size,
    lines: () => index.lines(),
    read,
    lineRanges: (from, to) => index.ranges(from, to, read),
    lineOf: byte => index.lineOf(byte, read),
    handOver: () => (file === null ? { memory: Buffer.concat(chunks) } : { path, size }),
    async close() {
      if (closed) return
      closed = true
      chunks = []
      const open = file
      file = null
      size = 0
      if (open === null) return
      await open.close()
      await rm(path, { force: true })
    },
  }
}
