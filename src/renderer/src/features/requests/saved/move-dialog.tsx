import { Button, Modal } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { FolderField, folderPlace } from './folder-field.tsx'
import css from './saved.module.css'

interface MoveDialogProps {
  readonly name: string
  readonly folder: string
  readonly folders: readonly string[]
  onMove(folder: string): void
  onClose(): void
}

/** Asks into which folder a saved request goes. */
export function MoveDialog({ name, folders, onMove, onClose, ...props }: MoveDialogProps) {
  const [folder, setFolder] = useState(props.folder)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onMove(folderPlace(folder))
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Move ${name}`}
      size={400}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className={css.form} onSubmit={submit}>
        <FolderField folder={folder} folders={folders} onChange={setFolder} />
        <div className={css.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled">
            Move
          </Button>
        </div>
      </form>
    </Modal>
  )
}
