import { HighlightStyle, StreamLanguage, type StreamParser } from '@codemirror/language'
import { tags } from '@lezer/highlight'
import { functions, keywords } from './sql-words.ts'

const words = new Set(keywords.map(word => word.toLowerCase()))
const calls = new Set(Object.keys(functions))

/** What stands open at the end of a line. */
interface Open {
  until: '*/' | "'" | null
}

const parser: StreamParser<Open> = {
  name: 'sql',
  startState: () => ({ until: null }),
  token(stream, state) {
    if (state.until !== null) {
      const name = state.until === "'" ? 'string' : 'comment'
      if (!stream.skipTo(state.until)) stream.skipToEnd()
      else if (stream.match(state.until)) state.until = null
      return name
    }
    if (stream.eatSpace()) return null
    if (stream.match('--')) {
      stream.skipToEnd()
      return 'comment'
    }
    if (stream.match('/*')) {
      state.until = '*/'
      return 'comment'
    }
    if (stream.match("'")) {
      state.until = "'"
      return 'string'
    }
    if (stream.match(/^"[^"]*"?/)) return 'variableName'
    if (stream.match(/^\d[\d_]*(\.\d+)?(e[+-]?\d+)?/i)) return 'number'
    const word = stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u)
    if (word === null || typeof word === 'boolean') {
      stream.next()
      return null
    }
    const name = word[0].toLowerCase()
    if (calls.has(name) && stream.peek() === '(') return 'function'
    return words.has(name) ? 'keyword' : 'variableName'
  },
  tokenTable: { function: tags.function(tags.variableName) },
}

/** SQL as far as colours go; the engine is the one to say what is wrong. */
export const sqlLanguage = StreamLanguage.define(parser)

export const sqlHighlight = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--a-text)', fontWeight: '600' },
  { tag: tags.string, color: 'var(--d-string)' },
  { tag: tags.number, color: 'var(--d-number)' },
  { tag: tags.function(tags.variableName), color: 'var(--d-boolean)' },
  { tag: tags.comment, color: 'var(--t-3)', fontStyle: 'italic' },
])
