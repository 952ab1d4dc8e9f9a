/** The tokens that a picture is drawn with, as the canvas needs them. */
export interface ChartColors {
  readonly parts: readonly string[]
  readonly rest: string
  readonly text: string
  readonly hint: string
  readonly grid: string
  readonly line: string
  readonly overlay: string
  readonly surface: string
  readonly content: string
  readonly font: string
}

/** Reads the tokens of the theme that is on. */
export function chartColors(element: Element): ChartColors {
  const style = getComputedStyle(element)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  return {
    parts: ['--c-1', '--c-3', '--c-4', '--c-5'].map(token),
    rest: token('--c-rest'),
    text: token('--t-2'),
    hint: token('--t-3'),
    grid: token('--c-grid'),
    line: token('--l-2'),
    overlay: token('--s-overlay'),
    surface: token('--s-main'),
    content: token('--t-1'),
    font: style.fontFamily,
  }
}
