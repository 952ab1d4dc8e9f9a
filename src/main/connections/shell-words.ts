/** Splits a command as a POSIX shell does: quotes, escapes, continued lines. Expands nothing. */
function posixWords(text: string): readonly string[] {
  const pattern =
    /\$'((?:[^'\\]|\\[\s\S])*)'|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\(\r\n|[\s\S])|([^\s'"\\]+)|(\s+)/g
  return collect(text.matchAll(pattern), ([, ansi, single, double, escaped, plain]) => {
    if (escaped !== undefined) return /[\r\n]/.test(escaped) ? '' : escaped
    if (double !== undefined) return double.replaceAll(/\\(\r?\n)/g, '').replaceAll(/\\(["\\$`])/g, '$1')
    return ansi === undefined ? (single ?? plain ?? null) : ansiText(ansi)
  })
}

const ansiEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** The text of `$'…'` (Bash manual, ANSI-C Quoting), as browsers write it in *Copy as cURL*. */
function ansiText(text: string): string {
  return text.replaceAll(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|([\s\S]))/g,
    (_, hex?: string, unicode?: string, long?: string, octal?: string, char = '') => {
      const digits = hex ?? unicode ?? long
      if (digits !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(digits, 16), 0x10ffff))
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8))
      return ansiEscapes[char] ?? char
    },
  )
}

/** Splits a command of the Windows command line: `^` escapes and continues, only double quotes count. */
function windowsWords(text: string): readonly string[] {
  const unescaped = text.replaceAll(/\^(\r?\n|[\s\S])/g, (_, next: string) =>
    /[\r\n]/.test(next) ? ' ' : next,
  )
  const pattern = /"((?:[^"\\]|\\[\s\S])*)"|([^\s"]+)|(\s+)/g
  return collect(unescaped.matchAll(pattern), ([, quoted, plain]) =>
    quoted === undefined ? (plain ?? null) : quoted.replaceAll(/\\(["\\])/g, '$1'),
  )
}

/** Joins pieces into words: null is the space between two of them. */
function collect(
  matches: Iterable<RegExpExecArray>,
  piece: (match: RegExpExecArray) => string | null,
): readonly string[] {
  const words: string[] = []
  let word: string | null = null
  for (const match of matches) {
    const next = piece(match)
    if (next !== null) word = (word ?? '') + next
    else if (word !== null) {
      words.push(word)
      word = null
    }
  }
  return word === null ? words : [...words, word]
}

/** The words of a pasted command line, of a POSIX shell or of Windows. */
export function shellWords(text: string): readonly string[] {
  return /\^(\r?\n|")/.test(text) ? windowsWords(text) : posixWords(text)
}
