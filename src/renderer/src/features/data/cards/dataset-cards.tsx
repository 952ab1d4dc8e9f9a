import { Button } from '@mantine/core'
import type { ComponentProps } from 'react'
import { errorData } from '../../../app/notice.ts'
import { ErrorState } from '../../../ui/error-state/error-state.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'
import { useDatasetSchema } from '../schema/use-dataset-schema.ts'
import { CardsView } from './cards-view.tsx'

interface DatasetCardsProps extends Omit<ComponentProps<typeof CardsView>, 'schema'> {
  readonly datasetId: string
}

/** Cards of the documents of a dataset; which fields they show is decided by all of them. */
export function DatasetCards({ datasetId, ...rest }: DatasetCardsProps) {
  const { data, error, refetch } = useDatasetSchema(datasetId)
  if (data !== undefined) return <CardsView {...rest} schema={data} />
  if (error !== null) {
    return (
      <ErrorState error={errorData(error)}>
        <Button onClick={() => void refetch()}>Try again</Button>
      </ErrorState>
    )
  }
  return <SkeletonRows rows={12} label="Loading documents" />
}
