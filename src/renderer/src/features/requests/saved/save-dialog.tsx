import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { FolderField, folderPlace } from './folder-field.tsx'
import css from './saved.module.css'

interface SaveDialogProps {
  readonly name: string
  readonly folder: string
  readonly folders: readonly string[]
  onSave(name: string, folder: string): void
  onClose(): void
}

/** Asks under which name, and in which folder, a request is saved. */
export function SaveDialog(props: SaveDialogProps) {
  const [name, setName] = useState(props.name)
  const [folder, setFolder] = useState(props.folder)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (name.trim() !== '') props.onSave(name.trim(), folderPlace(folder))
  }
  return (
    <Modal
      opened
      onClose={props.onClose}
      title="Save request"
      size={420}
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
        <FolderField folder={folder} folders={props.folders} onChange={setFolder} />
        <p className={css.note}>
          Saved as a plain file, without secrets. Anybody who has the file can read it.
        </p>
        <div className={css.buttons}>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" variant="filled" disabled={name.trim() === ''}>
            Save
          </Button>
        </div>
      </form>
    </Modal>
  )
}
