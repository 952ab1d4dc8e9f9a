const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Scripts that terminals draw two columns wide (Unicode Standard Annex 11: W and F), and pictures. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u

const columnsOf = (grapheme: string): number => (wide.test(grapheme) ? 2 : 1)

/** Columns that a text takes in a terminal. */
export function displayWidth(text: string): number {
  let width = 0
  for (const { segment } of graphemes.segment(text)) width += columnsOf(segment)
  return width
}

/** A text cut or padded to exactly so many columns. */
export function fitted(text: string, columns: number): string {
  const width = displayWidth(text)
  if (width <= columns) return text + ' '.repeat(columns - width)
  let kept = ''
  let used = 0
  for (const { segment } of graphemes.segment(text)) {
    if (used + columnsOf(segment) > columns - 1) break
    kept += segment
    used += columnsOf(segment)
  }
  return `${kept}…${' '.repeat(Math.max(0, columns - used - 1))}`
}
