import { type CodeToken, jsonTokens } from './json-tokens.ts'

/** The colour of a status line says at a glance how the call ended. */
export interface HttpToken {
  readonly kind: CodeToken['kind'] | 'succeeded' | 'failed'
  readonly text: string
}

const statusLine = /^HTTP\/\d(?:\.\d)? (\d{3})/
const header = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)(:.*)$/

/**
 * Splits a request or an answer as raw HTTP text into coloured parts, a list for each line: the first line, names of
 * headers, and a body that looks like JSON. Joined, the parts are the text again.
 */
export function httpTokens(lines: readonly string[]): readonly (readonly HttpToken[])[] {
  const end = lines.indexOf('')
  const head = end === -1 ? lines.length : end
  const isJson = /^\s*[{[]/.test(lines[head + 1] ?? '')
  return lines.map((line, index) => {
    if (index === 0) return [firstLine(line)]
    if (index < head) return headerLine(line)
    return isJson ? jsonTokens(line) : [{ kind: 'plain', text: line }]
  })
}

function firstLine(line: string): HttpToken {
  const status = Number(statusLine.exec(line)?.[1])
  if (Number.isNaN(status)) return { kind: 'plain', text: line }
  return { kind: status < 400 ? 'succeeded' : 'failed', text: line }
}

function headerLine(line: string): readonly HttpToken[] {
  const [, name, rest] = header.exec(line) ?? []
  if (name === undefined || rest === undefined) return [{ kind: 'plain', text: line }]
  return [
    { kind: 'key', text: name },
    { kind: 'plain', text: rest },
  ]
}
