import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type ImportRow, type PlainColumn, plainColumns } from '../../../../../shared/desk.ts'
import styles from './import-view.module.css'
import { columnWords, reasonInWords } from './import-words.ts'

/** Columns whose values need the whole width. */
const wide: readonly PlainColumn[] = ['client_id', 'token_url', 'api_base_url', 'tags']

interface RowCorrectionProps {
  readonly row: ImportRow
  readonly onSave: (cells: Readonly<Partial<Record<PlainColumn, string>>>) => void
  readonly onClose: () => void
}

/** The cells of a wrong row, to be corrected. Its secrets stay as they were read. */
export function RowCorrection({ row, onSave, onClose }: RowCorrectionProps) {
  // The first column that the reason names is where the hand goes.
  const wrong = plainColumns.find(column => row.reason.startsWith(`${column}:`))
  const [cells, setCells] = useState<Readonly<Partial<Record<PlainColumn, string>>>>(row.cells)
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Row ${row.line}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      size={520}
    >
      <form
        className={styles.correction}
        onSubmit={event => {
          event.preventDefault()
          onSave(cells)
        }}
      >
        <p role="alert" className={styles.reason}>
          {reasonInWords(row.reason)}
        </p>
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
        </div>
        <p className={styles.hint}>
          A secret that is wrong is corrected in the file: it is not shown here. Then import the file again.
        </p>
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
