import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Dataset } from '../../../../../shared/datasets.ts'
import { datasetsQuery } from '../../../app/queries.ts'
import type { RowRange } from '../../explorer/documents/block-window.ts'
import type { DocumentsAsked } from '../../explorer/documents/documents-place.ts'
import type { DocumentsViewState } from '../../explorer/documents/view-state.ts'
import { type CollectionDataset, datasetOf, shownOf, unfinishedOf } from './dataset-of.ts'
import { type ShownDataset, useShownDataset } from './use-shown-dataset.ts'

/** What is on this computer of the documents that a view asks for. */
export interface LocalDocuments {
  /** The newest load of the present question, whatever its state. */
  readonly dataset: Dataset | null
  /** The load of it whose documents are here: the one before, until a refresh is ready. */
  readonly here: Dataset | null
  /** A load of another question to the same collection that can be resumed. */
  readonly unfinished: CollectionDataset | null
  /** Set while the view shows a dataset instead of what the API has now. */
  readonly shown: ShownDataset | null
}

export function useLocalDocuments(
  asked: DocumentsAsked,
  { selection, live }: DocumentsViewState,
  range: RowRange,
): LocalDocuments {
  const datasets = useQuery(datasetsQuery).data
  const dataset = useMemo(() => datasetOf(datasets ?? [], asked), [datasets, asked])
  const unfinished = useMemo(() => unfinishedOf(datasets ?? [], asked), [datasets, asked])
  const here = useMemo(() => shownOf(datasets ?? [], asked), [datasets, asked])
  return { dataset, here, unfinished, shown: useShownDataset(live ? null : here, selection, range) }
}
