import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createArrayScanner, type ScanReport, type ScanTarget } from './array-scanner.ts'
import { pageName } from './page-files.ts'
import { repaired } from './split-page.ts'

/** What was written so far. */
export interface SplitProgress {
  readonly documents: number
  /** Bytes of the documents. */
  readonly bytes: number
}

/** A text on its way into pages of documents. */
export interface SplitStream {
  push(bytes: Uint8Array): Promise<SplitProgress>
  end(): Promise<SplitProgress & ScanReport & { readonly line: number }>
}

/** Bytes of a page: many small files cost the engine time, large ones cost whoever looks at a few rows of them. */
const pageBytes = 4 * 1024 * 1024
const lineFeed = 0x0a

/**
 * Writes the documents of a text that comes in pieces into page files, numbered in the order of the text. The first
 * one is written at once, so that there is something to look at.
 */
export function createSplitStream(folder: string, target: ScanTarget): SplitStream {
  const scanner = createArrayScanner(Number.POSITIVE_INFINITY, target)
  let waiting: Uint8Array[] = []
  let waitingBytes = 0
  let pages = 0
  let written: SplitProgress = { documents: 0, bytes: 0 }
  let lines = 1
  let position = 0

  const writePage = async (): Promise<void> => {
    if (waitingBytes === 0) return
    const { documents, hasSurrogateEscapes } = scanner.report()
    const bytes = repaired(Buffer.concat(waiting), hasSurrogateEscapes)
    const name = pageName(pages, documents - written.documents)
    await writeFile(join(folder, name), bytes, { mode: 0o600 })
    waiting = []
    waitingBytes = 0
    pages++
    written = { documents, bytes: written.bytes + bytes.length }
  }

  /** Lines of the text up to where it goes wrong, or of all that came. */
  const countLines = (bytes: Uint8Array): void => {
    const stop = (scanner.report().error?.position ?? Number.POSITIVE_INFINITY) - position
    for (let at = bytes.indexOf(lineFeed); at >= 0 && at < stop; at = bytes.indexOf(lineFeed, at + 1)) lines++
    position += bytes.length
  }

  return {
    async push(bytes) {
      scanner.push(bytes)
      countLines(bytes)
      const found = scanner.takeLines()
      if (found.length > 0) {
        waiting.push(found)
        waitingBytes += found.length
      }
      if (waitingBytes >= (pages === 0 ? 1 : pageBytes)) await writePage()
      return written
    },
    async end() {
      const report = scanner.end()
      const rest = scanner.takeLines()
      waiting.push(rest)
      waitingBytes += rest.length
      await writePage()
      return { ...report, ...written, line: lines }
    },
  }
}
