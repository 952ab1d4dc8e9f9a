import { Button, Modal, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { type SecretName, secretNames } from '../../../../../shared/connection.ts'
import { type ImportRow, type PlainColumn, plainColumns } from '../../../../../shared/desk.ts'
import type { ErrorData } from '../../../../../shared/errors.ts'
import { errorData } from '../../../app/notice.ts'
import { InlineError } from '../../../ui/error-state/error-state.tsx'
import styles from './import-view.module.css'
import { columnWords, reasonInWords } from './import-words.ts'
import type { RowChange } from './mend-row.ts'

/** Columns whose values need the whole width. */
const wide: readonly PlainColumn[] = ['client_id', 'token_url', 'api_base_url', 'tags']
const secretColumns = { clientSecret: 'client_secret', apiKey: 'api_key' } as const

interface RowCorrectionProps {
  readonly row: ImportRow
  readonly onSave: (change: RowChange) => Promise<void>
  readonly onClose: () => void
}

/** The cells of a row, to be corrected. Its secrets are not shown; one that is typed takes the place of the other. */
export function RowCorrection({ row, onSave, onClose }: RowCorrectionProps) {
  // The first column that the reason names is where the hand goes.
  const names = (column: string): boolean => new RegExp(`(^|\\. )${column}:`).test(row.reason)
  const wrong = plainColumns.find(names)
  const wrongSecret = secretNames.find(name => names(secretColumns[name]) || !row.hasSecret[name])
  const [cells, setCells] = useState<Readonly<Partial<Record<PlainColumn, string>>>>(row.cells)
  const [error, setError] = useState<ErrorData | null>(null)
  const form = useRef<HTMLFormElement>(null)
  // Read when the form is sent, and kept nowhere.
  const typed = (name: SecretName): string => {
    const input = form.current?.elements.namedItem(name)
    return input instanceof HTMLInputElement ? input.value : ''
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Row ${row.line}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      size={520}
    >
      <form
        ref={form}
        className={styles.correction}
        onSubmit={event => {
          event.preventDefault()
          setError(null)
          onSave({
            cells,
            secrets: { clientSecret: typed('clientSecret'), apiKey: typed('apiKey') },
          }).catch((failed: unknown) => setError(errorData(failed)))
        }}
      >
        {row.reason !== '' && (
          <p role="alert" className={styles.reason}>
            {reasonInWords(row.reason)}
          </p>
        )}
        <div className={styles.fields}>
          {plainColumns.map(column => (
            <TextInput
              key={column}
              className={wide.includes(column) ? (styles.wideField ?? '') : ''}
              label={columnWords[column]}
              error={column === wrong}
              {...(column === wrong ? { 'data-autofocus': true } : {})}
              maxLength={2000}
              value={cells[column] ?? ''}
              onChange={event => {
                const { value } = event.currentTarget
                setCells(now => ({ ...now, [column]: value }))
              }}
            />
          ))}
          {secretNames.map(name => (
            <TextInput
              key={name}
              name={name}
              type="password"
              label={columnWords[secretColumns[name]]}
              error={names(secretColumns[name])}
              {...(wrong === undefined && name === wrongSecret ? { 'data-autofocus': true } : {})}
              placeholder={row.hasSecret[name] ? 'As in the file' : 'Missing'}
              autoComplete="off"
              spellCheck={false}
              maxLength={2000}
            />
          ))}
        </div>
        {error !== null && <InlineError error={error} />}
        <div className={styles.buttons}>
          <Button variant="subtle" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="filled">
            Use these values
          </Button>
        </div>
      </form>
    </Modal>
  )
}
