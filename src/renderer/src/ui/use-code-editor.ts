import { closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { EditorState, type Extension, Prec } from '@codemirror/state'
import { drawSelection, EditorView, keymap } from '@codemirror/view'
import { minimalSetup } from 'codemirror'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { readStyleNonce } from '../theme/nonce.ts'
import { editorLook } from './editor-look.ts'

export interface CodeEditorParts {
  readonly value: string
  /** Another kind is another editor; with the same one it lives on through all changes of the rest. */
  readonly kind: string
  /** What this editor has beside keys, look and history. */
  extensions(): readonly Extension[]
  /** Takes the editor when it has been made. */
  onMade?(editor: EditorView): void
  onChange(value: string): void
  /** Ctrl and Enter, or Command and Enter. */
  onRun(): void
}

export interface CodeEditor {
  /** Where the editor stands. */
  readonly host: RefObject<HTMLDivElement | null>
  readonly view: RefObject<EditorView | null>
}

/** The life of an editor in a component: made with it, in step with `value`, gone with it. */
export function useCodeEditor(parts: CodeEditorParts): CodeEditor {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const latest = useRef(parts)
  latest.current = parts
  const { kind, value } = parts

  // With the frame that shows the editor: a key pressed just then would find neither it nor the plain field.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another kind has other extensions
  useLayoutEffect(() => {
    if (host.current === null) return
    const run = (): boolean => {
      latest.current.onRun()
      return true
    }
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          EditorView.cspNonce.of(readStyleNonce()),
          Prec.highest(keymap.of([{ key: 'Mod-Enter', run }])),
          minimalSetup,
          drawSelection(),
          ...latest.current.extensions(),
          keymap.of([...closeBracketsKeymap, ...completionKeymap]),
          EditorView.updateListener.of(update => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString())
          }),
          editorLook,
        ],
      }),
    })
    view.current = editor
    latest.current.onMade?.(editor)
    return () => {
      view.current = null
      editor.destroy()
    }
  }, [kind])

  useEffect(() => {
    const editor = view.current
    if (editor === null || editor.state.doc.toString() === value) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } })
  }, [value])

  return { host, view }
}
