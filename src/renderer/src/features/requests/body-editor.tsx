import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { json } from '@codemirror/lang-json'
import { bracketMatching, syntaxHighlighting } from '@codemirror/language'
import { EditorState, Prec } from '@codemirror/state'
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view'
import { minimalSetup } from 'codemirror'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { readStyleNonce } from '../../theme/nonce.ts'
import { editorLook, jsonHighlight } from '../../ui/editor-look.ts'
import { type BodyWords, bodyCompletion } from './body-completion.ts'
import css from './body-panel.module.css'

const size = EditorView.theme({
  '&': { height: '100%' },
  '.cm-content': { padding: '8px 0' },
  '.cm-gutters': { border: '0', backgroundColor: 'transparent', color: 'var(--t-3)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '38px', padding: '0 10px 0 0' },
})

export interface BodyEditorProps {
  readonly value: string
  readonly language: 'json' | 'text'
  readonly words: BodyWords
  /** Where somebody typed while this was loaded, to go on from there; null where nobody did. */
  readonly caret: RefObject<number | null>
  onChange(value: string): void
  onSend(): void
}

/** The body as text with line numbers; JSON with colours and matched brackets. */
export function BodyEditor(props: BodyEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const latest = useRef(props)
  latest.current = props
  const { language, caret } = props

  // With the frame that shows the editor: a key pressed just then would find neither it nor the plain field.
  useLayoutEffect(() => {
    if (host.current === null) return
    const send = (): boolean => {
      latest.current.onSend()
      return true
    }
    const ofJson = [json(), closeBrackets(), bracketMatching(), syntaxHighlighting(jsonHighlight)]
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          EditorView.cspNonce.of(readStyleNonce()),
          Prec.highest(keymap.of([{ key: 'Mod-Enter', run: send }])),
          minimalSetup,
          lineNumbers(),
          drawSelection(),
          ...(language === 'json' ? ofJson : []),
          bodyCompletion(language, {
            variables: () => latest.current.words.variables(),
            fields: () => latest.current.words.fields(),
          }),
          keymap.of([...closeBracketsKeymap, ...completionKeymap]),
          EditorView.contentAttributes.of({ 'aria-label': 'Body', spellcheck: 'false' }),
          EditorView.updateListener.of(update => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString())
          }),
          editorLook,
          size,
        ],
      }),
    })
    view.current = editor
    if (caret.current !== null) {
      editor.dispatch({ selection: { anchor: Math.min(caret.current, editor.state.doc.length) } })
      editor.focus()
      caret.current = null
    }
    return () => {
      view.current = null
      editor.destroy()
    }
  }, [language, caret])

  useEffect(() => {
    const editor = view.current
    if (editor === null || editor.state.doc.toString() === props.value) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: props.value } })
  }, [props.value])

  return <div ref={host} className={css.editor} />
}
