import { Button, Modal } from '@mantine/core'
import css from './saved.module.css'

interface ClashDialogProps {
  readonly name: string
  onKeepBoth(): void
  onOverwrite(): void
  onClose(): void
}

/** Asks what to do where the file of a request was changed since it was opened. */
export function ClashDialog({ name, onKeepBoth, onOverwrite, onClose }: ClashDialogProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${name} was changed elsewhere`}
      size={460}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={css.form}>
        <p>
          Its file is not as it was when this tab opened it: git or somebody else changed it. Writing over it
          loses that change.
        </p>
        <div className={css.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button onClick={onOverwrite}>Overwrite</Button>
          <Button variant="filled" data-autofocus onClick={onKeepBoth}>
            Keep both
          </Button>
        </div>
      </div>
    </Modal>
  )
}
