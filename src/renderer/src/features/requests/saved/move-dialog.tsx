import { useState } from 'react'
import { FormDialog } from '../form-dialog.tsx'
import { FolderField, folderPlace } from './folder-field.tsx'

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
  return (
    <FormDialog
      title={`Move ${name}`}
      action="Move"
      onSubmit={() => onMove(folderPlace(folder))}
      onClose={onClose}
    >
      <FolderField folder={folder} folders={folders} onChange={setFolder} />
    </FormDialog>
  )
}
