import type { ImportRow, ImportSource } from '../../../shared/desk.ts'

/**
 * Which files of an import may be deleted, since their secrets are in the keychain: something of them was taken,
 * nothing of that for this session only, and no row of them still waits to be saved.
 */
export function deletableFiles(
  rows: readonly ImportRow[],
  inSession: ReadonlySet<number>,
): readonly number[] {
  const byFile = Map.groupBy(rows, ({ file }) => file)
  return [...byFile].flatMap(([file, own]) => {
    const isTaken = own.some(isSaved)
    const isLeft = own.some(({ state, key }) => state === 'new' || state === 'failed' || inSession.has(key))
    return isTaken && !isLeft ? [file] : []
  })
}

/** What is offered for deletion at the end of an import; null where nothing may be. */
export function sourceOf(
  rows: readonly ImportRow[],
  inSession: ReadonlySet<number>,
  names: readonly string[],
): ImportSource | null {
  const files = new Set(deletableFiles(rows, inSession))
  if (files.size === 0) return null
  return {
    files: [...files].map(file => names[file] ?? ''),
    notTaken: rows.filter(row => files.has(row.file) && !isSaved(row)).length,
  }
}

const isSaved = ({ state }: ImportRow): boolean => state === 'added' || state === 'updated'
