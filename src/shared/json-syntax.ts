/** What a scan of JSON text found. Positions count UTF-16 units from 0. */
export interface JsonScan {
  /** The first place where the text stops being JSON; null when it is valid. */
  readonly error: { readonly position: number; readonly message: string } | null
  /** How many objects and arrays stand inside each other at the deepest place. */
  readonly depth: number
  /** Where the value of each key of the outermost object starts. */
  readonly valuePositions: ReadonlyMap<string, number>
}

type Expectation = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd' | 'end'

const escapePattern = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const literalPattern = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const wordPattern = /[^\s,:[\]{}"]+/y

const expected: Readonly<Record<Expectation, string>> = {
  value: 'A value is expected here',
  valueOrEnd: 'A value or ] is expected here',
  key: 'A name in double quotes is expected here',
  keyOrEnd: 'A name in double quotes or } is expected here',
  colon: 'A colon is expected here',
  commaOrEnd: 'A comma or a closing bracket is expected here',
  end: 'The text goes on after the end of the value',
}

/**
 * Reads JSON (RFC 8259) without building it, to say where and why it is not valid: the engine's own message leaves
 * the position out for many errors. Iterative, so that depth costs no stack; linear in the length.
 */
export function scanJson(text: string): JsonScan {
  const valuePositions = new Map<string, number>()
  const open: ('{' | '[')[] = []
  let depth = 0
  let position = 0
  let expectation: Expectation = 'value'
  let key = ''

  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = position
    return pattern.exec(text)?.[0] ?? null
  }
  const afterValue = (): Expectation => (open.length === 0 ? 'end' : 'commaOrEnd')
  const fail = (message: string): JsonScan => ({ error: { position, message }, depth, valuePositions })

  for (;;) {
    while (position < text.length && ' \t\n\r'.includes(text[position] ?? '')) position++
    const character = text[position]
    if (character === undefined) {
      if (expectation === 'end') return { error: null, depth, valuePositions }
      return fail(text.trim() === '' ? 'The text is empty' : 'The text ends before it is complete')
    }
    const wantsValue: boolean = expectation === 'value' || expectation === 'valueOrEnd'
    if (wantsValue && open.length === 1 && open[0] === '{') valuePositions.set(key, position)

    if (character === '"' && (wantsValue || expectation === 'key' || expectation === 'keyOrEnd')) {
      const end = endOfString(text, position)
      if (text[end] !== '"') {
        position = end
        return fail(
          position >= text.length
            ? 'The text ends inside a string'
            : 'A string has a line break, a control character or a wrong backslash here',
        )
      }
      if (!wantsValue && open.length === 1) key = String(JSON.parse(text.slice(position, end + 1)))
      position = end + 1
      expectation = wantsValue ? afterValue() : 'colon'
    } else if (wantsValue && (character === '{' || character === '[')) {
      open.push(character)
      depth = Math.max(depth, open.length)
      position++
      expectation = character === '{' ? 'keyOrEnd' : 'valueOrEnd'
    } else if (character === ':' && expectation === 'colon') {
      position++
      expectation = 'value'
    } else if (character === ',' && expectation === 'commaOrEnd') {
      position++
      expectation = open.at(-1) === '{' ? 'key' : 'value'
    } else if (
      (character === '}' && open.at(-1) === '{' && ['keyOrEnd', 'commaOrEnd'].includes(expectation)) ||
      (character === ']' && open.at(-1) === '[' && ['valueOrEnd', 'commaOrEnd'].includes(expectation))
    ) {
      open.pop()
      position++
      expectation = afterValue()
    } else if (wantsValue) {
      const word = match(wordPattern)
      const literal = match(literalPattern)
      if (word === null || literal !== word) return fail(expected[expectation])
      position += word.length
      expectation = afterValue()
    } else {
      return fail(expected[expectation])
    }
  }
}

/** Index of the closing quote of the string that starts at `start`, or of the first character that it cannot have. */
function endOfString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === 0x22 || code < 0x20) return at
    if (code !== 0x5c) {
      at++
      continue
    }
    escapePattern.lastIndex = at
    const sequence = escapePattern.exec(text)
    if (sequence === null) return at
    at += sequence[0].length
  }
  return at
}

/** Line and column of a position, both from 1, as an editor counts them. */
export function lineAndColumn(
  text: string,
  position: number,
): { readonly line: number; readonly column: number } {
  const before = text.slice(0, position).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}
