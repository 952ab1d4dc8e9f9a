import { narrowest, widestByHand } from './column-layout.ts'

/** Room beside the text: padding at both ends, and a pixel so that rounding cuts nothing off. */
const cellRoom = 21
/** In a head also the glyph with the filter button over its end. */
const headRoom = 54

/** The width in pixels in which everything that is drawn of a column can be read. */
export function fittingWidth(viewport: HTMLElement, column: number): number {
  let widest = 0
  for (const cell of viewport.querySelectorAll(`[data-column="${column}"]`)) {
    const title = cell.querySelector('[data-title]')
    widest = Math.max(widest, title === null ? textWidth(cell) + cellRoom : textWidth(title) + headRoom)
  }
  return Math.max(narrowest, Math.min(widestByHand, Math.ceil(widest)))
}

/** Of the text as it would be without an edge to cut it. */
function textWidth(element: Element): number {
  const range = document.createRange()
  range.selectNodeContents(element)
  return range.getBoundingClientRect().width
}
