import { SegmentedControl } from '@mantine/core'
import { lazy, Suspense, useCallback, useContext, useMemo, useRef } from 'react'
import { lineAndColumn, scanJson } from '../../../../shared/json-syntax.ts'
import type { BodyKind, BuiltRequest } from '../../../../shared/requests.ts'
import { writtenDocument } from './as-read.ts'
import { AsReadOffer } from './as-read-offer.tsx'
import { BodyFilePanel } from './body-file.tsx'
import css from './body-panel.module.css'
import { FieldRows } from './field-rows.tsx'
import { collectionOf, useKnownFields } from './known-documents.ts'
import { OfferedVariables } from './use-variables.ts'

// The editor is 130 KB gzip: loaded with the first body, while a plain field takes the typing.
const BodyEditor = lazy(async () => ({ default: (await import('./body-editor.tsx')).BodyEditor }))

const kinds: readonly { readonly value: BodyKind; readonly label: string }[] = [
  { value: 'none', label: 'None' },
  { value: 'json', label: 'JSON' },
  { value: 'text', label: 'Text' },
  { value: 'form', label: 'Form' },
  { value: 'file', label: 'File' },
]

interface BodyPanelProps {
  readonly connectionId: string
  readonly request: BuiltRequest
  /** The request with values in the places of its variables. */
  readonly resolved: BuiltRequest
  onChange(body: BuiltRequest['body']): void
  onSend(): void
}

/** What is sent as body. A mistake in JSON is pointed out, not forbidden: some requests want one. */
export function BodyPanel({ connectionId, request, resolved, onChange, onSend }: BodyPanelProps) {
  const { body } = request
  const { kind, text } = body
  const sentText = resolved.body.text
  const problem = useMemo(() => (kind === 'json' ? jsonProblem(sentText) : null), [kind, sentText])
  const written = writtenDocument(resolved)
  const variables = useContext(OfferedVariables)
  const fields = useKnownFields(collectionOf(connectionId, resolved))
  const words = { variables: () => variables, fields }
  const setText = (changed: string): void => onChange({ ...body, text: changed })
  /** Where somebody typed when the editor took the place of the plain field; asked for as the field goes. */
  const caret = useRef<number>(null)
  const keepCaret = useCallback((field: HTMLTextAreaElement) => {
    return () => {
      caret.current = document.activeElement === field ? field.selectionStart : null
    }
  }, [])
  const waiting = (
    <textarea
      ref={keepCaret}
      aria-label="Body"
      className={css.waiting}
      value={text}
      onChange={event => setText(event.currentTarget.value)}
    />
  )
  return (
    <div className={css.panel}>
      <div className={css.kinds}>
        <SegmentedControl
          aria-label="Kind of body"
          data={[...kinds]}
          value={kind}
          onChange={chosen => onChange({ ...body, kind: chosen })}
        />
        <span className={css.problem} aria-live="polite" title={problem ?? undefined}>
          {problem}
        </span>
      </div>
      {kind === 'json' && written !== null && (
        <AsReadOffer connectionId={connectionId} document={written} text={text} onChange={setText} />
      )}
      {kind === 'none' && <p className={css.none}>This request has no body.</p>}
      {kind === 'file' && <BodyFilePanel file={body.file} onChoose={file => onChange({ ...body, file })} />}
      {kind === 'form' && (
        <FieldRows
          label="Form field"
          rows={body.fields}
          onChange={fields => onChange({ ...body, fields: [...fields] })}
        />
      )}
      {(kind === 'json' || kind === 'text') && (
        <Suspense fallback={waiting}>
          <BodyEditor
            caret={caret}
            language={kind}
            value={text}
            words={words}
            onChange={setText}
            onSend={onSend}
          />
        </Suspense>
      )}
    </div>
  )
}

function jsonProblem(text: string): string | null {
  if (text.trim() === '') return null
  const { error } = scanJson(text)
  if (error === null) return null
  const { line, column } = lineAndColumn(text, error.position)
  return `Line ${line}, column ${column}: ${error.message}.`
}
