import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { idOf, parseJson } from '../api/index.ts'
import { createArrayScanner } from './array-scanner.ts'
import type { SplitPage } from './worker-jobs.ts'

/**
 * Writes the documents of a body to a file, one a line. The file appears under its name when it is whole, and not at
 * all where the body has an error or no list.
 */
export async function splitPage(body: Uint8Array, limit: number, file: string): Promise<SplitPage> {
  const scanner = createArrayScanner(limit)
  scanner.push(body)
  const report = scanner.end()
  const lines = repaired(scanner.takeLines(), report.hasSurrogateEscapes)
  const hash = createHash('sha256').update(lines).digest('hex')
  const page = { ...report, bytes: lines.length, hash, hasIds: false }
  if (report.error !== null || report.shape !== 'list') return page
  await writeFile(`${file}.part`, lines, { mode: 0o600 })
  await rename(`${file}.part`, file)
  return { ...page, hasIds: report.documents > 0 && idOf(parseJson(firstLine(lines))) !== null }
}

function firstLine(lines: Uint8Array): string {
  const end = lines.indexOf(0x0a)
  return new TextDecoder().decode(end < 0 ? lines : lines.subarray(0, end))
}

/**
 * The query engine refuses what Unicode refuses: bytes that are no UTF-8, and escapes of half a surrogate pair. Both
 * become the replacement character, as they would on any screen.
 */
export function repaired(lines: Uint8Array, hasSurrogateEscapes: boolean): Uint8Array {
  if (isUtf8(lines) && !hasSurrogateEscapes) return lines
  const text = new TextDecoder().decode(lines)
  return new TextEncoder().encode(hasSurrogateEscapes ? text.replace(surrogateEscapes, pairOrMark) : text)
}

/** A backslash that stands for itself, a pair, or one surrogate alone. */
const surrogateEscapes =
  /\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}/g

function pairOrMark(found: string): string {
  return found.length === 6 ? '\\ufffd' : found
}
