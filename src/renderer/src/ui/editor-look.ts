import { HighlightStyle } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** JSON in the colours of its types. */
export const jsonHighlight = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--d-key)' },
  { tag: tags.string, color: 'var(--d-string)' },
  { tag: tags.number, color: 'var(--d-number)' },
  { tag: tags.bool, color: 'var(--d-boolean)' },
  { tag: tags.null, color: 'var(--d-null)', fontStyle: 'italic' },
  { tag: [tags.brace, tags.squareBracket, tags.separator], color: 'var(--d-bracket)' },
])

/** How an editor of code looks, but for its size. */
export const editorLook = EditorView.theme({
  '&': { flex: '1', minWidth: '0', fontSize: '12px', backgroundColor: 'transparent', color: 'var(--t-1)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--f-mono)', lineHeight: '18px', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--t-1)' },
  '.cm-cursor': { borderLeftColor: 'var(--t-1)' },
  '.cm-placeholder': { color: 'var(--t-3)', fontFamily: 'var(--f-ui)' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--a-tint)',
    outline: '1px solid var(--a-line)',
  },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--broken-b)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { background: 'var(--a-line)' },
  '.cm-tooltip': {
    border: '1px solid var(--l-2)',
    borderRadius: '6px',
    backgroundColor: 'var(--s-overlay)',
    boxShadow: 'var(--sh-3)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--f-mono)', maxHeight: '220px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px', color: 'var(--t-1)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--s-selected)', color: 'var(--t-1)' },
  '.cm-completionDetail': { color: 'var(--t-3)', fontFamily: 'var(--f-ui)', fontStyle: 'normal' },
  '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--a-text)' },
})
