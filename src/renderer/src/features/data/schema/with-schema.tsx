import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { DatasetSchema } from '../../../../../shared/datasets.ts'
import { invoke } from '../../../app/client.ts'
import { errorData } from '../../../app/notice.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import { ErrorState } from '../../../ui/error-state/error-state.tsx'
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx'

interface WithSchemaProps {
  readonly datasetId: string
  /** Of the rows that stand in its place meanwhile, in pixels. */
  readonly rowHeight?: number
  readonly children: (schema: DatasetSchema) => ReactNode
}

/** What needs to know what the engine says about the fields of a dataset, once it does. */
export function WithSchema({ datasetId, rowHeight, children }: WithSchemaProps) {
  const { data, error, refetch } = useQuery({
    queryKey: [...queryKeys.dataset(datasetId), 'schema'],
    queryFn: ({ signal }) => invoke('datasets.schema', { datasetId }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (data !== undefined) return children(data)
  if (error !== null) {
    return (
      <ErrorState error={errorData(error)}>
        <Button onClick={() => void refetch()}>Try again</Button>
      </ErrorState>
    )
  }
  return (
    <SkeletonRows
      rows={12}
      {...(rowHeight === undefined ? {} : { rowHeight })}
      label="Describing the fields"
    />
  )
}
