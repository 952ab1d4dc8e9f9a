/** Text that is HTML already. Only `html` makes it, so that nothing comes into a page unescaped by mistake. */
export interface Markup {
  readonly markup: string
}

type Value = string | number | Markup | readonly Markup[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Control characters, which HTML forbids, and marks by which a text turns the direction of what follows it. */
const disorderly = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** Text as HTML shows it, between tags and in quoted attributes, without what could upset its surroundings. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll(disorderly, ' ')
    .toWellFormed()
    .replaceAll(/[&<>"']/g, character => entities[character] ?? '')
}

/** A template whose values are escaped, but for markup. Put attributes in double quotes. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const text = parts.map((part, index) => part + (index < values.length ? asHtml(values[index] ?? '') : ''))
  return { markup: text.join('') }
}

function asHtml(value: Value): string {
  if (typeof value === 'string') return escapeHtml(value)
  if (typeof value === 'number') return String(value)
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('')
}
