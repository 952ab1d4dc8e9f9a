import { useQuery } from '@tanstack/react-query'
import { invoke } from '../../../app/client.ts'
import { queryKeys } from '../../../app/query-keys.ts'

/** What the engine says about the fields of a dataset. */
export function useDatasetSchema(datasetId: string) {
  return useQuery({
    queryKey: [...queryKeys.dataset(datasetId), 'schema'],
    queryFn: ({ signal }) => invoke('datasets.schema', { datasetId }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
