export type TokenKind = 'key' | 'string' | 'number' | 'boolean' | 'null' | 'bracket' | 'plain'

export interface CodeToken {
  readonly kind: TokenKind
  readonly text: string
}

/** A string (a key when a colon follows), a number, a word of JSON, brackets and commas; in this order. */
const pattern =
  /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false)\b|\b(null)\b|([{}[\],]+)/g

/**
 * Splits one line of JSON into coloured parts. Works line by line since pretty-printed JSON never breaks inside a
 * string; what it does not know stays plain. Joined, the parts are the line again.
 */
export function jsonTokens(line: string): readonly CodeToken[] {
  const tokens: CodeToken[] = []
  let done = 0
  const add = (kind: TokenKind, text: string): void => {
    if (text !== '') tokens.push({ kind, text })
  }
  for (const match of line.matchAll(pattern)) {
    add('plain', line.slice(done, match.index))
    const [all, text, colon, number, boolean, nothing, bracket] = match
    if (text !== undefined) {
      add(colon === undefined ? 'string' : 'key', text)
      add('bracket', colon ?? '')
    } else if (number !== undefined) add('number', number)
    else if (boolean !== undefined) add('boolean', boolean)
    else if (nothing !== undefined) add('null', nothing)
    else add('bracket', bracket ?? all)
    done = match.index + all.length
  }
  add('plain', line.slice(done))
  return tokens
}
