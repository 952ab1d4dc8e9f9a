import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Dataset } from '../../../../../shared/datasets.ts'
import { datasetsQuery } from '../../../app/queries.ts'
import type { RowRange } from '../../explorer/documents/block-window.ts'
import type { DocumentsAsked } from '../../explorer/documents/documents-place.ts'
import type { DocumentsViewState } from '../../explorer/documents/view-state.ts'
import type { SelectedDocuments } from '../table/dataset-selection.ts'
import { type DatasetRowList, useDatasetRows } from '../table/use-dataset-rows.ts'
import { datasetOf, unfinishedOf } from './dataset-of.ts'

/** What is on this computer of the documents that a view asks for. */
export interface LocalDocuments {
  /** The load of the present question, whatever its state. */
  readonly dataset: Dataset | null
  /** A load of another question to the same collection that can be resumed. */
  readonly unfinished: Dataset | null
  /** Set while the view shows a dataset instead of what the API has now. */
  readonly shown: ShownDataset | null
}

export interface ShownDataset {
  readonly dataset: Dataset
  readonly selected: SelectedDocuments
  readonly list: DatasetRowList
}

export function useLocalDocuments(
  asked: DocumentsAsked,
  { selection, live }: DocumentsViewState,
  range: RowRange,
): LocalDocuments {
  const datasets = useQuery(datasetsQuery).data
  const dataset = useMemo(() => datasetOf(datasets ?? [], asked), [datasets, asked])
  const unfinished = useMemo(() => unfinishedOf(datasets ?? [], asked), [datasets, asked])
  const ready = dataset?.state === 'ready' && !live ? dataset : null
  const list = useDatasetRows(ready, selection, range)
  const datasetId = ready?.id
  const selected = useMemo(
    () => (datasetId === undefined ? null : { datasetId, ...selection }),
    [datasetId, selection],
  )
  return {
    dataset,
    unfinished,
    shown: ready === null || selected === null ? null : { dataset: ready, selected, list },
  }
}
