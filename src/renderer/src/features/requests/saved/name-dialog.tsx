import { useState } from 'react'
import { FormDialog } from '../form-dialog.tsx'
import { NameField } from './name-field.tsx'

interface NameDialogProps {
  readonly title: string
  /** Name of the button that takes it. */
  readonly action: string
  readonly start: string
  onDone(name: string): void
  onClose(): void
}

/** Asks for one name. */
export function NameDialog({ title, action, start, onDone, onClose }: NameDialogProps) {
  const [name, setName] = useState(start)
  const taken = name.trim()
  return (
    <FormDialog
      title={title}
      action={action}
      canSubmit={taken !== ''}
      onSubmit={() => onDone(taken)}
      onClose={onClose}
    >
      <NameField name={name} onChange={setName} />
    </FormDialog>
  )
}
