import type { SavedRequestEntry, SavedRequestList } from '../../../../../shared/saved-requests.ts'

/** A row of the tree of saved requests. */
export type SavedRow =
  | {
      readonly kind: 'folder'
      readonly folder: string
      readonly name: string
      readonly level: number
      readonly open: boolean
    }
  | { readonly kind: 'request'; readonly entry: SavedRequestEntry; readonly level: number }

/**
 * The rows in order: of each folder first the folders in it, then its requests. Under a search, only what has all of
 * its words in name, path, method or folder, with every folder open.
 */
export function savedRows(
  { folders, requests }: Pick<SavedRequestList, 'folders' | 'requests'>,
  opened: ReadonlySet<string>,
  search: string,
): readonly SavedRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = requests.filter(entry => {
    const text = `${entry.folder} ${entry.name} ${entry.method} ${entry.path}`.toLowerCase()
    return words.every(word => text.includes(word))
  })
  const shown = (folder: string): boolean =>
    words.length === 0 ||
    found.some(entry => entry.folder === folder || entry.folder.startsWith(`${folder}/`))
  const rowsIn = (parent: string, level: number): readonly SavedRow[] => [
    ...folders
      .filter(folder => parentOf(folder) === parent && shown(folder))
      .flatMap((folder): readonly SavedRow[] => {
        const open = words.length > 0 || opened.has(folder)
        const name = folder.slice(parent === '' ? 0 : parent.length + 1)
        return [{ kind: 'folder', folder, name, level, open }, ...(open ? rowsIn(folder, level + 1) : [])]
      }),
    ...found
      .filter(entry => entry.folder === parent)
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map((entry): SavedRow => ({ kind: 'request', entry, level })),
  ]
  return rowsIn('', 0)
}

function parentOf(folder: string): string {
  return folder.split('/').slice(0, -1).join('/')
}
