import type { Dataset } from '../../../../../shared/datasets.ts'
import type { CollectionPlace, DocumentsAsked } from '../../explorer/documents/documents-place.ts'
import { sameQuery } from '../../explorer/documents/query/query-draft.ts'

/** The newest load of exactly this question; null where it was never loaded as a whole. */
export function datasetOf(datasets: readonly Dataset[], asked: DocumentsAsked): Dataset | null {
  return newest(datasets.filter(({ source }) => isOf(source, asked) && sameQuery(source.query, asked.query)))
}

/** The newest load of another question to the same collection that ended before it was done. */
export function unfinishedOf(datasets: readonly Dataset[], asked: DocumentsAsked): Dataset | null {
  return newest(
    datasets.filter(
      ({ source, state }) =>
        isOf(source, asked) &&
        (state === 'paused' || state === 'failed') &&
        !sameQuery(source.query, asked.query),
    ),
  )
}

function isOf(source: CollectionPlace, place: CollectionPlace): boolean {
  return (
    source.connectionId === place.connectionId &&
    source.applicationId === place.applicationId &&
    source.collectionId === place.collectionId
  )
}

function newest(datasets: readonly Dataset[]): Dataset | null {
  return datasets.reduce<Dataset | null>(
    (latest, dataset) => (latest === null || dataset.createdAt > latest.createdAt ? dataset : latest),
    null,
  )
}
