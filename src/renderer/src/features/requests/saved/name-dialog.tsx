import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import css from './saved.module.css'

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
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() !== '') onDone(name.trim())
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={400}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className={css.form} onSubmit={submit}>
        <TextInput
          label="Name"
          data-autofocus
          maxLength={120}
          value={name}
          onChange={event => setName(event.currentTarget.value)}
        />
        <div className={css.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" disabled={name.trim() === ''}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
