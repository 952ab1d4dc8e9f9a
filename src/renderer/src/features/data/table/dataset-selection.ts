import type { DatasetFilter, DatasetSort } from '../../../../../shared/datasets.ts'

/** Which documents of a dataset a view shows, and in which order. */
export interface DatasetSelection {
  readonly filters: readonly DatasetFilter[]
  readonly sort: DatasetSort | null
}

export const wholeDataset: DatasetSelection = { filters: [], sort: null }

/** A selection of a certain dataset. */
export interface SelectedDocuments extends DatasetSelection {
  readonly datasetId: string
}

/** A selection as the calls of datasets take it. */
export function selectionInput({ datasetId, filters, sort }: SelectedDocuments) {
  return { datasetId, filters: [...filters], ...(sort === null ? {} : { sort }) }
}

/** With a condition on a field in place of the one of the same field, or without any. */
export function withFilter(
  filters: readonly DatasetFilter[],
  keys: readonly string[],
  filter: DatasetFilter | null,
): readonly DatasetFilter[] {
  const others = filters.filter(other => !sameKeys(other.keys, keys))
  return filter === null ? others : [...others, filter]
}

/** The order after a click on a column: ascending, descending, then as it was loaded. */
export function orderAfterClick(sort: DatasetSort | null, keys: readonly string[]): DatasetSort | null {
  if (sort === null || !sameKeys(sort.keys, keys)) return { keys: [...keys], descending: false }
  return sort.descending ? null : { ...sort, descending: true }
}

export function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, at) => key === b[at])
}
