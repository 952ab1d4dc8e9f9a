import { Button } from '@mantine/core'
import type { Dataset } from '../../../../../shared/datasets.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { TableSkeleton } from '../../explorer/documents/table/table-skeleton.tsx'
import { placeText } from './load-words.ts'
import { useDatasetActions } from './use-dataset-actions.ts'

/** Stands where a view rests on all documents of a dataset, which are not here yet. */
export function UnfinishedLoad({ dataset }: { readonly dataset: Dataset }) {
  const { resume } = useDatasetActions()
  if (dataset.state !== 'paused' && dataset.state !== 'failed') return <TableSkeleton />
  return (
    <EmptyState
      hint={dataset.error?.hint ?? 'Schema and charts rest on all documents. Resume the load to have them.'}
      action={<Button onClick={() => resume(dataset)}>Resume</Button>}
    >
      {dataset.error?.message ?? `${placeText(dataset)}.`}
    </EmptyState>
  )
}
