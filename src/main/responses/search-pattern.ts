import type { BodySearch } from '../../shared/bodies.ts'

/**
 * The expression for a search. `^` and `$` stand for the ends of a line, a dot for all but a line break.
 * Throws `SyntaxError` for a wrong one.
 */
export function searchPattern({ text, regex, matchCase }: Omit<BodySearch, 'view'>): RegExp {
  const source = regex ? text : text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')
  // Without `u` people may write a brace as it is, which JSON is full of; classes such as \p{L} need it.
  const unicode = !regex || /\\[pP]\{/.test(text)
  return new RegExp(source, `gm${matchCase ? '' : 'i'}${unicode ? 'u' : ''}`)
}
