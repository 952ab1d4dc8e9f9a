/** A text with an encoding undone, and where each of its characters stands in the text it came from. */
export interface View {
  readonly text: string
  /** Source position of each character, by its index; null where the positions are the same. */
  readonly starts: readonly number[] | null
  /** Source position after each character, by its index. */
  readonly ends: readonly number[] | null
}

interface Coding {
  readonly pattern: RegExp
  readonly decode: (encoded: string) => string
}

const codings: readonly Coding[] = [
  { pattern: /(?:%[0-9a-fA-F]{2})+/g, decode: percentDecode },
  // Forms: the same, with `+` for a space.
  { pattern: /\+|(?:%[0-9a-fA-F]{2})+/g, decode: text => (text === '+' ? ' ' : percentDecode(text)) },
  { pattern: /\\(?:u[0-9a-fA-F]{4}|[^u])/g, decode: jsonDecode },
  { pattern: /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);/g, decode: htmlDecode },
]

/** One of these is in every text that has something encoded. */
const signs = /[%+\\&]/

/** How many encodings may lie on top of each other, as in a URL inside a JSON text. */
const DEPTH = 2

/** The text as it is, and as it reads with percent-encoding, form encoding, JSON and HTML escapes undone. */
export function viewsOf(text: string): readonly View[] {
  let layer: readonly View[] = [{ text, starts: null, ends: null }]
  const views = [...layer]
  if (!signs.test(text)) return views
  const seen = new Set([text])
  for (let depth = 0; depth < DEPTH; depth++) {
    layer = layer
      .flatMap(view => codings.map(coding => undo(view, coding)))
      .filter(view => !seen.has(view.text) && seen.add(view.text))
    views.push(...layer)
  }
  return views
}

function undo(view: View, { pattern, decode }: Coding): View {
  const parts: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  const place = (from: number, to: number, length: number, isSame: boolean) => {
    for (let index = 0; index < length; index++) {
      const [first, last] = isSame ? [from + index, from + index] : [from, to - 1]
      starts.push(view.starts?.[first] ?? first)
      ends.push(view.ends?.[last] ?? last + 1)
    }
  }
  let position = 0
  for (const match of view.text.matchAll(pattern)) {
    const decoded = decode(match[0])
    const end = match.index + match[0].length
    parts.push(view.text.slice(position, match.index), decoded)
    place(position, match.index, match.index - position, true)
    place(match.index, end, decoded.length, false)
    position = end
  }
  if (position === 0) return view
  parts.push(view.text.slice(position))
  place(position, view.text.length, view.text.length - position, true)
  return { text: parts.join(''), starts, ends }
}

function percentDecode(run: string): string {
  return Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8')
}

const jsonEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function jsonDecode(escaped: string): string {
  const code = escaped.slice(1)
  if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16))
  return jsonEscapes[code] ?? code
}

const htmlNames: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function htmlDecode(entity: string): string {
  const name = entity.slice(1, -1)
  const named = htmlNames[name]
  if (named !== undefined) return named
  const isHex = name[1] === 'x' || name[1] === 'X'
  const codePoint = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10)
  return codePoint > 0x10ffff ? '' : String.fromCodePoint(codePoint)
}
