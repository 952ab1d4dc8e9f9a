import { useState } from 'react'
import { FormDialog } from '../form-dialog.tsx'
import { FolderField, folderPlace } from './folder-field.tsx'
import { NameField } from './name-field.tsx'
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
  const taken = name.trim()
  return (
    <FormDialog
      title="Save request"
      action="Save"
      canSubmit={taken !== ''}
      width={420}
      onSubmit={() => props.onSave(taken, folderPlace(folder))}
      onClose={props.onClose}
    >
      <NameField name={name} onChange={setName} />
      <FolderField folder={folder} folders={props.folders} onChange={setFolder} />
      <p className={css.note}>
        Saved as a plain file, without secrets. Anybody who has the file can read it.
      </p>
    </FormDialog>
  )
}
