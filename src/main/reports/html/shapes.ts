import type { VerdictTone } from '../../../shared/check.ts'
import { html, type Markup } from './markup.ts'

/** Inside of the 12 px mark of each tone, so that the colour is never alone. */
const shapes: Readonly<Record<VerdictTone, Markup>> = {
  works: html`<circle cx="6" cy="6" r="5" fill="currentColor"/><path class="cut" d="M3.7 6.2 5.3 7.8 8.4 4.3"/>`,
  expiring: html`<path d="M6 1 11.4 10.6H.6z" fill="currentColor" stroke="currentColor" stroke-linejoin="round"/><path class="cut" d="M6 4.3v2.9M6 8.9V9"/>`,
  broken: html`<rect x="1.2" y="1.2" width="9.6" height="9.6" rx="2" fill="currentColor"/><path class="cut" d="M4.2 4.2 7.8 7.8M7.8 4.2 4.2 7.8"/>`,
  unknown: html`<circle cx="6" cy="6" r="4.3" fill="none" stroke="currentColor" stroke-width="1.4" stroke-dasharray="2 1.38"/>`,
  checking: html`<circle cx="6" cy="6" r="4.3" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
}

/** Shape and word of a verdict. */
export function verdictLabel(tone: VerdictTone, word: string): Markup {
  return html`<span class="verdict ${tone}"><svg class="v" viewBox="0 0 12 12" aria-hidden="true">${shapes[tone]}</svg>${word}</span>`
}
