import { closeBrackets } from '@codemirror/autocomplete'
import { json } from '@codemirror/lang-json'
import { bracketMatching, syntaxHighlighting } from '@codemirror/language'
import { EditorView, lineNumbers } from '@codemirror/view'
import { type RefObject, useRef } from 'react'
import { jsonHighlight } from '../../ui/editor-look.ts'
import { useCodeEditor } from '../../ui/use-code-editor.ts'
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

const ofJson = () => [json(), closeBrackets(), bracketMatching(), syntaxHighlighting(jsonHighlight)]

/** The body as text with line numbers; JSON with colours and matched brackets. */
export function BodyEditor({ value, language, words, caret, onChange, onSend }: BodyEditorProps) {
  const latestWords = useRef(words)
  latestWords.current = words
  const { host } = useCodeEditor({
    value,
    kind: language,
    onChange,
    onRun: onSend,
    extensions: () => [
      lineNumbers(),
      ...(language === 'json' ? ofJson() : []),
      bodyCompletion(language, {
        variables: () => latestWords.current.variables(),
        fields: () => latestWords.current.fields(),
      }),
      EditorView.contentAttributes.of({ 'aria-label': 'Body', spellcheck: 'false' }),
      size,
    ],
    onMade: editor => {
      if (caret.current === null) return
      editor.dispatch({ selection: { anchor: Math.min(caret.current, editor.state.doc.length) } })
      editor.focus()
      caret.current = null
    },
  })
  return <div ref={host} className={css.editor} />
}
