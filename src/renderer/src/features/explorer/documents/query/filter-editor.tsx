import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type Completion as EditorCompletion,
} from '@codemirror/autocomplete'
import { json } from '@codemirror/lang-json'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorState, Prec } from '@codemirror/state'
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { minimalSetup } from 'codemirror'
import { useEffect, useRef } from 'react'
import { readStyleNonce } from '../../../../theme/nonce.ts'
import { type Completion, completionsFor, keyBeforeCursor } from './filter-completions.ts'

const highlight = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--d-key)' },
  { tag: tags.string, color: 'var(--d-string)' },
  { tag: tags.number, color: 'var(--d-number)' },
  { tag: tags.bool, color: 'var(--d-boolean)' },
  { tag: tags.null, color: 'var(--d-null)', fontStyle: 'italic' },
  { tag: [tags.brace, tags.squareBracket, tags.separator], color: 'var(--d-bracket)' },
])

const look = EditorView.theme({
  '&': { flex: '1', minWidth: '0', fontSize: '12px', backgroundColor: 'transparent', color: 'var(--t-1)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--f-mono)', lineHeight: '18px', maxHeight: '130px', overflow: 'auto' },
  '.cm-content': { padding: '4px 0', caretColor: 'var(--t-1)' },
  '.cm-line': { padding: '0' },
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

export interface FilterEditorProps {
  readonly value: string
  readonly fields: readonly Completion[]
  readonly invalid: boolean
  readonly describedBy: string
  readonly autoFocus: boolean
  onChange(value: string): void
  onRun(): void
}

/** The filter as JSON with colours, matched brackets and completion of fields and operators. */
export function FilterEditor(props: FilterEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const latest = useRef(props)
  latest.current = props

  useEffect(() => {
    if (host.current === null) return
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          EditorView.cspNonce.of(readStyleNonce()),
          Prec.highest(
            keymap.of([
              {
                key: 'Mod-Enter',
                run: () => {
                  latest.current.onRun()
                  return true
                },
              },
            ]),
          ),
          minimalSetup,
          drawSelection(),
          json(),
          closeBrackets(),
          bracketMatching(),
          syntaxHighlighting(highlight),
          autocompletion({ override: [context => complete(context, latest.current.fields)], icons: false }),
          keymap.of([...closeBracketsKeymap, ...completionKeymap]),
          placeholder('Filter, such as { "status": "open" }'),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of(() => ({
            'aria-label': 'Filter',
            'aria-invalid': String(latest.current.invalid),
            'aria-describedby': latest.current.describedBy,
            spellcheck: 'false',
          })),
          EditorView.updateListener.of(update => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString())
          }),
          look,
        ],
      }),
    })
    view.current = editor
    if (latest.current.autoFocus) editor.focus()
    return () => {
      view.current = null
      editor.destroy()
    }
  }, [])

  useEffect(() => {
    const editor = view.current
    const text = editor?.state.doc.toString()
    if (editor === null || text === props.value) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: props.value } })
  }, [props.value])

  // The attributes of the editor are read again with its next update.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the effect runs because of the change, not with it
  useEffect(() => view.current?.dispatch({}), [props.invalid])

  return <div ref={host} style={{ display: 'flex', flex: 1, minWidth: 0 }} />
}

function complete(context: CompletionContext, fields: readonly Completion[]): CompletionResult | null {
  const key = keyBeforeCursor(context.state.sliceDoc(0, context.pos))
  if (key === null || (key.word === '' && !key.quoted && !context.explicit)) return null
  const after = context.state.sliceDoc(context.pos, context.pos + 1)
  return {
    from: key.from,
    ...(key.quoted && after === '"' ? { to: context.pos + 1 } : {}),
    filter: false,
    options: completionsFor(key.word, fields).map(
      ({ label, detail }): EditorCompletion => ({
        label,
        detail,
        apply: `${JSON.stringify(label)}: `,
      }),
    ),
  }
}
