import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  type Completion as EditorCompletion,
} from '@codemirror/autocomplete'
import { json } from '@codemirror/lang-json'
import { bracketMatching, syntaxHighlighting } from '@codemirror/language'
import { EditorView, placeholder } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { jsonHighlight } from '../../../../ui/editor-look.ts'
import { useCodeEditor } from '../../../../ui/use-code-editor.ts'
import { type Completion, completionsFor, keyBeforeCursor } from './filter-completions.ts'

const size = EditorView.theme({
  '.cm-scroller': { maxHeight: '130px' },
  '.cm-content': { padding: '4px 0' },
  '.cm-line': { padding: '0' },
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
  const latest = useRef(props)
  latest.current = props
  const { host, view } = useCodeEditor({
    value: props.value,
    kind: 'filter',
    onChange: props.onChange,
    onRun: props.onRun,
    extensions: () => [
      json(),
      closeBrackets(),
      bracketMatching(),
      syntaxHighlighting(jsonHighlight),
      autocompletion({ override: [context => complete(context, latest.current.fields)], icons: false }),
      placeholder('Filter, such as { "status": "open" }'),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of(() => ({
        'aria-label': 'Filter',
        'aria-invalid': String(latest.current.invalid),
        'aria-describedby': latest.current.describedBy,
        spellcheck: 'false',
      })),
      size,
    ],
    onMade: editor => {
      if (latest.current.autoFocus) editor.focus()
    },
  })

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
