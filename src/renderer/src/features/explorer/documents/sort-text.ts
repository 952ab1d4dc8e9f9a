import { readQueryPart } from '../../../../../shared/query-text.ts'

/** One key of a sort, in order of weight. */
export interface SortKey {
  readonly path: string
  readonly direction: 'ascending' | 'descending'
}

/** Reads the text of a sort, such as `{"weighedAt": -1}`. Text that is not such an object sorts by nothing known. */
export function sortKeysOf(text: string): readonly SortKey[] {
  const reading = readQueryPart('sort', text)
  if (!reading.ok || reading.value === null) return []
  return Object.entries(reading.value).map(([path, order]) => ({
    path,
    direction: order === 1 ? 'ascending' : 'descending',
  }))
}

/** The text of a sort; empty for no keys. */
function sortTextOf(keys: readonly SortKey[]): string {
  if (keys.length === 0) return ''
  const parts = keys.map(key => `${JSON.stringify(key.path)}: ${key.direction === 'ascending' ? 1 : -1}`)
  return `{ ${parts.join(', ')} }`
}

/**
 * The sort after a click on a column head: ascending, then descending, then as the server likes. With `further` the
 * column is added to the keys that are there, otherwise it replaces them.
 */
export function sortAfterClick(text: string, path: string, further: boolean): string {
  const keys = sortKeysOf(text)
  const present = keys.find(key => key.path === path)
  const next: SortKey | null =
    present === undefined
      ? { path, direction: 'ascending' }
      : present.direction === 'ascending'
        ? { path, direction: 'descending' }
        : null
  if (!further) return sortTextOf(next === null ? [] : [next])
  if (present === undefined) return sortTextOf([...keys, { path, direction: 'ascending' }])
  return sortTextOf(keys.flatMap(key => (key.path === path ? (next === null ? [] : [next]) : [key])))
}
