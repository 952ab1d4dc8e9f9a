import { useMemo } from 'react'
import type { Dataset } from '../../../../../shared/datasets.ts'
import type { RowRange } from '../../explorer/documents/block-window.ts'
import { type DatasetSelection, type SelectedDocuments, wholeDataset } from '../table/dataset-selection.ts'
import { type DatasetRowList, useDatasetRows } from '../table/use-dataset-rows.ts'

/** A dataset on screen. */
export interface ShownDataset {
  readonly dataset: Dataset
  readonly selected: SelectedDocuments
  readonly list: DatasetRowList
}

/** Shows what is selected of a dataset; all of it for as long as it is no table yet. */
export function useShownDataset(
  dataset: Dataset | null,
  selection: DatasetSelection,
  range: RowRange,
): ShownDataset | null {
  const list = useDatasetRows(dataset, selection, range)
  const datasetId = dataset?.id
  const inForce = dataset?.state === 'ready' ? selection : wholeDataset
  const selected = useMemo(
    () => (datasetId === undefined ? null : { datasetId, ...inForce }),
    [datasetId, inForce],
  )
  return dataset === null || selected === null ? null : { dataset, selected, list }
}
