import { SegmentedControl } from '@mantine/core'
import { lazy, Suspense, useCallback, useContext, useMemo, useRef } from 'react'
import type { Connection } from '../../../../shared/connection.ts'
import { lineAndColumn, scanJson } from '../../../../shared/json-syntax.ts'
import { requestTarget } from '../../../../shared/request-target.ts'
import type { BodyKind, BuiltRequest, SentRequest } from '../../../../shared/requests.ts'
import { type WrittenDocument, writtenDocument } from './as-read.ts'
import { AsReadOffer } from './as-read-offer.tsx'
import { BodyFilePanel } from './body-file.tsx'
import css from './body-panel.module.css'
import { FieldRows } from './field-rows.tsx'
import { collectionOf, useKnownFields } from './known-documents.ts'
import { useSeenHash } from './seen-hash.ts'
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
  readonly connection: Connection
  readonly request: BuiltRequest
  /** The request with values in the places of its variables. */
  readonly resolved: BuiltRequest
  /** The last answer to the request. */
  readonly sent: SentRequest | null
  onChange(body: BuiltRequest['body']): void
  onSend(): void
}

/** What is sent as body. A mistake in JSON is pointed out, not forbidden: some requests want one. */
export function BodyPanel({ connection, request, resolved, sent, onChange, onSend }: BodyPanelProps) {
  const connectionId = connection.id
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
        <SeenAsRead
          connection={connection}
          document={written}
          request={resolved}
          sent={sent}
          text={text}
          onChange={setText}
        />
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

interface SeenAsReadProps {
  readonly connection: Connection
  readonly document: WrittenDocument
  readonly request: BuiltRequest
  readonly sent: SentRequest | null
  readonly text: string
  onChange(text: string): void
}

function SeenAsRead({ connection, document, request, sent, text, onChange }: SeenAsReadProps) {
  const target = requestTarget(connection.apiBaseUrl, request)
  const url = target.ok ? target.url : null
  const seen = useSeenHash({ connectionId: connection.id, document, url, sent })
  // What was said of one document says nothing of the next.
  return (
    <AsReadOffer
      key={document.documentId}
      connectionId={connection.id}
      document={document}
      seen={seen}
      text={text}
      onChange={onChange}
    />
  )
}

function jsonProblem(text: string): string | null {
  if (text.trim() === '') return null
  const { error } = scanJson(text)
  if (error === null) return null
  const { line, column } = lineAndColumn(text, error.position)
  return `Line ${line}, column ${column}: ${error.message}.`
}
