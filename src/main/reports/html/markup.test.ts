import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeHtml, html } from './markup.ts'
import { openTestPage } from './test-page.ts'

describe('Text in a page', () => {
  it('stays text between tags and in attributes, whatever it is', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<script>',
        '</script>',
        '<img src=x onerror=alert(1)>',
        '"',
        "'",
        '&lt;',
        '-->',
        '<!--',
        '`',
      ),
      fc.constantFrom('</title>', '</style>', '&#60;', '\u0000', '\u001b[31m', '\u202e', ']]>', ' onload="x'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    )
    const { document } = openTestPage('')
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join('')),
        text => {
          const box = document.createElement('div')
          box.innerHTML = html`<p title="${text}">${text}</p>`.markup
          const [paragraph, ...others] = box.querySelectorAll('*')
          expect(others).toEqual([])
          expect(paragraph?.attributes).toHaveLength(1)
          const shown = text
            .replaceAll(/[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, ' ')
            .toWellFormed()
          expect(paragraph?.textContent).toBe(shown)
          expect(paragraph?.getAttribute('title')).toBe(shown)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('is escaped once', () => {
    const inner = html`<b>${'a & b'}</b>`
    expect(html`${inner}${[inner]}${7}`.markup).toBe('<b>a &amp; b</b><b>a &amp; b</b>7')
    expect(escapeHtml('"<\'>')).toBe('&quot;&lt;&#39;&gt;')
  })
})
