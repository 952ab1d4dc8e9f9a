import { Autocomplete } from '@mantine/core'

interface FolderFieldProps {
  readonly folder: string
  readonly folders: readonly string[]
  onChange(folder: string): void
}

/** A folder of saved requests, one that is there or a new one. */
export function FolderField({ folder, folders, onChange }: FolderFieldProps) {
  return (
    <Autocomplete
      label="Folder"
      placeholder="None"
      description="A new one is made. Write / between a folder and one inside it."
      data={[...folders]}
      value={folder}
      onChange={onChange}
    />
  )
}

/** What was typed, as the place of a folder. */
export function folderPlace(typed: string): string {
  return typed
    .split('/')
    .map(part => part.trim())
    .filter(part => part !== '')
    .join('/')
}
