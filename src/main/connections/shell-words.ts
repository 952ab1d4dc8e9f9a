/** Splits a command as a POSIX shell does: quotes, escapes, continued lines. Expands nothing. */
function posixWords(text: string): readonly string[] {
  const pattern =
    /\$'((?:[^'\\]|\\[\s\S])*)'|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\(\r\n|[\s\S])|([^\s'"\\]+)|(\s+)/g
  return collect(text.matchAll(pattern), ([, ansi, single, double, escaped, plain]) => {
    if (escaped !== undefined) return /[\r\n]/.test(escaped) ? '' : escaped
    if (double !== undefined) return double.replaceAll(/\\(\r?\n)/g, '').replaceAll(/\\(["\\$`])/g, '$1')
    return ansi?.replaceAll(/\\(['"\\])/g, '$1') ?? single ?? plain ?? null
  })
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
