import type { CollectionSource, Dataset } from '../../../../../shared/datasets.ts'
import type { CollectionPlace, DocumentsAsked } from '../../explorer/documents/documents-place.ts'
import { sameQuery } from '../../explorer/documents/query/query-draft.ts'

/** A dataset of a collection. */
export interface CollectionDataset extends Dataset {
  readonly source: CollectionSource
}

/** The newest load of exactly this question; null where it was never loaded as a whole. */
export function datasetOf(datasets: readonly Dataset[], asked: DocumentsAsked): CollectionDataset | null {
  return newest(loadsOf(datasets, asked).filter(({ source }) => sameQuery(source.query, asked.query)))
}

/**
 * The load of this question whose documents can be shown: the newest that is ready, whatever goes on with a refresh of
 * it, or else one that becomes a table. Its documents are all here.
 */
export function shownOf(datasets: readonly Dataset[], asked: DocumentsAsked): CollectionDataset | null {
  const loads = loadsOf(datasets, asked).filter(({ source }) => sameQuery(source.query, asked.query))
  return (
    newest(loads.filter(({ state }) => state === 'ready')) ??
    newest(loads.filter(({ state }) => state === 'preparing'))
  )
}

/** The newest load of another question to the same collection that ended before it was done. */
export function unfinishedOf(datasets: readonly Dataset[], asked: DocumentsAsked): CollectionDataset | null {
  return newest(
    loadsOf(datasets, asked).filter(
      ({ source, state }) =>
        (state === 'paused' || state === 'failed') && !sameQuery(source.query, asked.query),
    ),
  )
}

function loadsOf(datasets: readonly Dataset[], place: CollectionPlace): readonly CollectionDataset[] {
  return datasets
    .filter((dataset): dataset is CollectionDataset => dataset.source.kind === 'collection')
    .filter(
      ({ source }) =>
        source.connectionId === place.connectionId &&
        source.applicationId === place.applicationId &&
        source.collectionId === place.collectionId,
    )
}

function newest(datasets: readonly CollectionDataset[]): CollectionDataset | null {
  return datasets.reduce<CollectionDataset | null>(
    (latest, dataset) => (latest === null || dataset.createdAt > latest.createdAt ? dataset : latest),
    null,
  )
}
