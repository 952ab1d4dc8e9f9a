import { Button, Modal } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import css from './saved/saved.module.css'

interface FormDialogProps {
  readonly title: string
  /** Name of the button that does it. */
  readonly action: string
  /** Whether what stands in the form can be taken. */
  readonly canSubmit?: boolean
  /** Pixels. */
  readonly width?: number
  /** The fields. */
  readonly children: ReactNode
  onSubmit(): void
  onClose(): void
}

/** A question with a form: Enter or the button takes the answer, Escape leaves all as it is. */
export function FormDialog(props: FormDialogProps) {
  const { title, action, canSubmit = true, width = 400, children, onSubmit, onClose } = props
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (canSubmit) onSubmit()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={width}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className={css.form} onSubmit={submit}>
        {children}
        <div className={css.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" disabled={!canSubmit}>
            {action}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
