import type { Pair } from './paste-keys.ts'

const assignment = /^(?:export\s+|set\s+|\$env:)?([A-Za-z_][\w .-]{0,60}?)\s*[=:]\s*(.*)$/i

/** Reads `.env` text, or lines such as `Client ID: …` of a message, and the numbers of the lines that are neither. */
export function readEnv(text: string): {
  readonly pairs: readonly Pair[]
  readonly oddLines: readonly number[]
} {
  const pairs: Pair[] = []
  const oddLines: number[] = []
  for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const [, name, value] = assignment.exec(line) ?? []
    if (name === undefined || value === undefined) oddLines.push(index + 1)
    else pairs.push([name, unquote(value)])
  }
  return { pairs, oddLines }
}

/** The value without its quotes, or without the comment after it. A `#` inside a value belongs to it. */
function unquote(text: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"|^'([^']*)'|^`([^`]*)`/.exec(text)
  if (quoted === null) return text.replace(/\s#.*$/, '').trim()
  const [, double, single, back] = quoted
  return double === undefined ? (single ?? back ?? '') : double.replaceAll(/\\(["\\$])/g, '$1')
}
