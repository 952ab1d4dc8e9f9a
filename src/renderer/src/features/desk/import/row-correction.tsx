import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type ImportRow, type PlainColumn, plainColumns } from '../../../../../shared/desk.ts'
import { columnWords } from './column-mapping.tsx'
import styles from './import-view.module.css'

interface RowCorrectionProps {
  readonly row: ImportRow
  readonly onSave: (cells: Readonly<Partial<Record<PlainColumn, string>>>) => void
  readonly onClose: () => void
}

/** The cells of a wrong row, to be corrected. Its secrets stay as they were read. */
export function RowCorrection({ row, onSave, onClose }: RowCorrectionProps) {
  const [cells, setCells] = useState<Readonly<Partial<Record<PlainColumn, string>>>>(row.cells)
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Row ${row.line}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      size={460}
    >
      <form
        className={styles.correction}
        onSubmit={event => {
          event.preventDefault()
          onSave(cells)
        }}
      >
        <p role="alert" className={styles.reason}>
          {row.reason}
        </p>
        {plainColumns.map(column => (
          <TextInput
            key={column}
            label={columnWords[column]}
            maxLength={2000}
            value={cells[column] ?? ''}
            onChange={event => {
              const { value } = event.currentTarget
              setCells(now => ({ ...now, [column]: value }))
            }}
          />
        ))}
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
