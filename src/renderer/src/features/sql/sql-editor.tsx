import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  completionStatus,
} from '@codemirror/autocomplete'
import { bracketMatching, syntaxHighlighting } from '@codemirror/language'
import { EditorState, Prec } from '@codemirror/state'
import { drawSelection, EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view'
import { minimalSetup } from 'codemirror'
import { type RefObject, useEffect, useImperativeHandle, useRef } from 'react'
import type { SqlTable } from '../../../../shared/sql.ts'
import { readStyleNonce } from '../../theme/nonce.ts'
import { editorLook } from '../../ui/editor-look.ts'
import { completionsAt } from './sql-completions.ts'
import { sqlHighlight, sqlLanguage } from './sql-language.ts'
import css from './sql-view.module.css'

const size = EditorView.theme({
  '&': { height: '100%' },
  '.cm-content': { padding: '8px 0' },
  '.cm-gutters': { border: '0', backgroundColor: 'transparent', color: 'var(--t-3)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '38px', padding: '0 10px 0 0' },
})

/** What others can do with the editor. */
export interface SqlEditorHandle {
  /** Puts text in the place of the selection, and the cursor after it. */
  insert(text: string): void
  focus(): void
}

interface SqlEditorProps {
  readonly value: string
  readonly tables: readonly SqlTable[]
  readonly handle: RefObject<SqlEditorHandle | null>
  onChange(value: string): void
  onRun(): void
}

/** The statement, with colours and completion. */
export function SqlEditor(props: SqlEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const latest = useRef(props)
  latest.current = props

  useEffect(() => {
    if (host.current === null) return
    const run = (target: EditorView): boolean => {
      // Or the list would take the key that cancels.
      closeCompletion(target)
      latest.current.onRun()
      return true
    }
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        selection: { anchor: latest.current.value.length },
        extensions: [
          EditorView.cspNonce.of(readStyleNonce()),
          Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
          minimalSetup,
          lineNumbers(),
          drawSelection(),
          sqlLanguage,
          syntaxHighlighting(sqlHighlight),
          closeBrackets(),
          bracketMatching(),
          autocompletion({ override: [context => complete(context, latest.current.tables)], icons: false }),
          keymap.of([{ key: 'Tab', run: takeCompletion }, ...closeBracketsKeymap, ...completionKeymap]),
          placeholder('SELECT'),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': 'Statement', spellcheck: 'false' }),
          EditorView.updateListener.of(update => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString())
          }),
          editorLook,
          size,
        ],
      }),
    })
    view.current = editor
    editor.focus()
    return () => {
      view.current = null
      editor.destroy()
    }
  }, [])

  useEffect(() => {
    const editor = view.current
    if (editor === null || editor.state.doc.toString() === props.value) return
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: props.value },
      selection: { anchor: props.value.length },
    })
  }, [props.value])

  useImperativeHandle(props.handle, () => ({
    insert(text) {
      const editor = view.current
      if (editor === null) return
      editor.dispatch(editor.state.replaceSelection(text))
      editor.focus()
    },
    focus: () => view.current?.focus(),
  }))

  return <div ref={host} className={css.editor} />
}

/** Also a key that comes too soon after the list for it to be meant does not leave the editor. */
function takeCompletion(target: EditorView): boolean {
  return acceptCompletion(target) || completionStatus(target.state) !== null
}

function complete(context: CompletionContext, tables: readonly SqlTable[]): CompletionResult | null {
  const found = completionsAt(context.state.doc.toString(), context.pos, tables, context.explicit)
  if (found === null) return null
  const boosts = { column: 3, table: 2, function: 1, keyword: 0 }
  return {
    from: found.from,
    validFor: /^(?:"[^"\n]*|[\p{L}_][\p{L}\p{N}_]*)?$/u,
    options: found.options.map(({ kind, ...option }) => ({ ...option, boost: boosts[kind] })),
  }
}
