import type { JsonText } from '../../../../shared/documents.ts'

/** Lines of JSON that are drawn at once; more would block the window for longer than 100 ms. */
const maxLines = 2000

/** The part of a JSON text that is drawn, and how to say that it is a part. */
export interface JsonExcerpt {
  readonly text: string
  /** Lines drawn. */
  readonly lines: number
  /** Lines of the text that came. */
  readonly allLines: number
  /** What is missing, for people; null when nothing is. */
  readonly note: string | null
}

/** The first lines of a JSON text. */
export function excerptOf(json: JsonText, most: number = maxLines): JsonExcerpt {
  let end = -1
  let lines = 0
  while (lines < most) {
    end = json.text.indexOf('\n', end + 1)
    lines += 1
    if (end === -1) break
  }
  const text = end === -1 ? json.text : json.text.slice(0, end)
  const allLines = end === -1 ? lines : lines + countLines(json.text, end)
  return { text, lines, allLines, note: noteOf(json, lines, allLines) }
}

function countLines(text: string, from: number): number {
  let lines = 0
  for (let at = from; at !== -1; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}

function noteOf(json: JsonText, lines: number, allLines: number): string | null {
  const cut = json.length > json.text.length
  if (lines === allLines && !cut) return null
  const size = `${json.length.toLocaleString('en-GB')} characters in all`
  return cut
    ? `First ${lines.toLocaleString('en-GB')} lines; ${size}, more than can be shown.`
    : `First ${lines.toLocaleString('en-GB')} of ${allLines.toLocaleString('en-GB')} lines; ${size}.`
}
