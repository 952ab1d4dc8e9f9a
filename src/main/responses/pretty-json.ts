import type { BodyProblem } from '../../shared/requests.ts'

/** Deeper levels are indented no further: ten thousand brackets would make a hundred megabytes of spaces. */
const deepestIndent = 100
/** A number or a word longer than this is wrong, or nothing that a person reads. */
const longestWord = 5000
const firstOutput = 64 * 1024

const wordPattern = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/

type Expectation = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'end'

const expected: Readonly<Record<Expectation, string>> = {
  value: 'A value is expected here',
  'value or end': 'A value or ] is expected here',
  key: 'A name in double quotes is expected here',
  'key or end': 'A name in double quotes or } is expected here',
  colon: 'A colon is expected here',
  'comma or end': 'A comma or a closing bracket is expected here',
  end: 'The text goes on after the end of the value',
}

const [quote, backslash, comma, colon] = [0x22, 0x5c, 0x2c, 0x3a]
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d]

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
const isHex = (byte: number): boolean => /^[0-9a-fA-F]$/.test(String.fromCharCode(byte))
const mayBeEscaped = (byte: number): boolean => '"\\/bfnrt'.includes(String.fromCharCode(byte))
const endsWord = (byte: number): boolean =>
  isSpace(byte) ||
  byte === comma ||
  byte === colon ||
  byte === quote ||
  byte === openBrace ||
  byte === closeBrace ||
  byte === openBracket ||
  byte === closeBracket

/** Pretty-prints JSON that comes in pieces. */
export interface PrettyJson {
  /** Takes the next bytes; answers what they look like. Nothing more comes after a problem. */
  push(bytes: Uint8Array): Buffer
  /** The text is complete. */
  end(): Buffer
  /** Where the text stops being JSON (RFC 8259); null as long as it does not. */
  problem(): BodyProblem | null
}

/**
 * Prints JSON with two spaces for each level. Works on bytes: strings and numbers come out as they went in, whatever
 * their length, and memory holds no more than a piece and the open brackets.
 */
export function createPrettyJson(): PrettyJson {
  const open: boolean[] = [] // true for an object
  let expectation: Expectation = 'value'
  let state: 'between' | 'string' | 'escape' | 'unicode' | 'word' = 'between'
  let isKey = false
  let hexLeft = 0
  let word = ''
  let opened = false
  let problem: BodyProblem | null = null
  let done = 0
  let line = 1
  let lineStart = 0
  let wordAt = 0
  let out = Buffer.alloc(firstOutput)
  let used = 0

  const room = (bytes: number): void => {
    if (used + bytes <= out.length) return
    const larger = Buffer.alloc(Math.max(out.length * 2, used + bytes))
    out.copy(larger, 0, 0, used)
    out = larger
  }
  const put = (byte: number): void => {
    room(1)
    out[used++] = byte
  }
  const putText = (text: string): void => {
    room(text.length)
    used += out.write(text, used, 'latin1')
  }
  const putRange = (bytes: Uint8Array, from: number, to: number): void => {
    room(to - from)
    out.set(bytes.subarray(from, to), used)
    used += to - from
  }
  const newLine = (): void => {
    const indent = 2 * Math.min(open.length, deepestIndent)
    room(indent + 1)
    out[used++] = 0x0a
    out.fill(0x20, used, used + indent)
    used += indent
  }
  const fail = (message: string, byte: number): void => {
    problem = { message, byte, line, column: byte - lineStart + 1 }
  }
  const afterValue = (): void => {
    expectation = open.length === 0 ? 'end' : 'comma or end'
  }
  /** A bracket that was opened gets its line break with the first thing in it. */
  const beforeContent = (): void => {
    if (opened) newLine()
    opened = false
  }
  const endWord = (): void => {
    state = 'between'
    if (wordPattern.test(word)) {
      beforeContent()
      putText(word)
      afterValue()
    } else fail(expected[expectation], wordAt)
  }

  const wants = (what: 'value' | 'key'): boolean => expectation === what || expectation === `${what} or end`

  const between = (byte: number, at: number): void => {
    if (isSpace(byte)) {
      if (byte === 0x0a) {
        line++
        lineStart = at + 1
      }
      return
    }
    if (byte === quote && (wants('value') || wants('key'))) {
      isKey = wants('key')
      beforeContent()
      put(byte)
      state = 'string'
    } else if ((byte === openBrace || byte === openBracket) && wants('value')) {
      beforeContent()
      put(byte)
      open.push(byte === openBrace)
      opened = true
      expectation = byte === openBrace ? 'key or end' : 'value or end'
    } else if (
      (byte === closeBrace &&
        open.at(-1) === true &&
        (expectation === 'key or end' || expectation === 'comma or end')) ||
      (byte === closeBracket &&
        open.at(-1) === false &&
        (expectation === 'value or end' || expectation === 'comma or end'))
    ) {
      open.pop()
      if (!opened) newLine()
      opened = false
      put(byte)
      afterValue()
    } else if (byte === comma && expectation === 'comma or end') {
      put(byte)
      newLine()
      expectation = open.at(-1) === true ? 'key' : 'value'
    } else if (byte === colon && expectation === 'colon') {
      putText(': ')
      expectation = 'value'
    } else if (wants('value') && !endsWord(byte)) {
      state = 'word'
      word = String.fromCharCode(byte)
      wordAt = at
    } else {
      fail(expected[expectation], at)
    }
  }

  const inString = (byte: number, at: number): void => {
    if (byte === quote) {
      put(byte)
      state = 'between'
      if (isKey) expectation = 'colon'
      else afterValue()
    } else if (byte === backslash) {
      put(byte)
      state = 'escape'
    } else fail('A string has a line break or a control character here', at)
  }

  const inEscape = (byte: number, at: number): void => {
    if (state === 'unicode') {
      if (isHex(byte)) {
        put(byte)
        if (--hexLeft === 0) state = 'string'
      } else fail('An escape of a string is not complete here', at)
    } else if (byte === 0x75) {
      put(byte)
      state = 'unicode'
      hexLeft = 4
    } else if (mayBeEscaped(byte)) {
      put(byte)
      state = 'string'
    } else fail('A string has a wrong backslash here', at - 1)
  }

  const take = (): Buffer => {
    const taken = Buffer.from(out.subarray(0, used))
    used = 0
    return taken
  }

  return {
    push(bytes) {
      // A byte order mark is not part of the text (RFC 8259 section 8.1 lets us ignore it).
      let at = done === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
      while (at < bytes.length && problem === null) {
        const byte = bytes[at] ?? 0
        if (state === 'string') {
          let end = at
          for (; end < bytes.length; end++) {
            const next = bytes[end] ?? 0
            if (next === quote || next === backslash || next < 0x20) break
          }
          putRange(bytes, at, end)
          at = end
          if (at < bytes.length) inString(bytes[at] ?? 0, done + at)
          at++
          continue
        }
        if (state === 'word') {
          if (endsWord(byte)) {
            endWord()
            continue
          }
          if (word.length < longestWord) word += String.fromCharCode(byte)
          else fail('A number or a word is too long here', wordAt)
        } else if (state === 'between') between(byte, done + at)
        else inEscape(byte, done + at)
        at++
      }
      done += bytes.length
      return take()
    },
    end() {
      if (problem === null && state === 'word') endWord()
      if (problem === null && state !== 'between') fail('The text ends inside a string', done)
      if (problem === null && expectation !== 'end') fail('The text ends before it is complete', done)
      return take()
    },
    problem: () => problem,
  }
}
