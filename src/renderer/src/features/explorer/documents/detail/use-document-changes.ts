import { useQuery } from '@tanstack/react-query'
import type { ChangedField } from '../../../../../../shared/datasets.ts'
import { invoke } from '../../../../app/client.ts'
import { datasetsQuery } from '../../../../app/queries.ts'
import { queryKeys } from '../../../../app/query-keys.ts'

/** What a refresh of a dataset changed in one document; nothing where there is no version before. */
export function useDocumentChanges(datasetId: string | null, id: string | null): readonly ChangedField[] {
  const { data: datasets } = useQuery(datasetsQuery)
  const previousId = datasets?.find(dataset => dataset.id === datasetId)?.previousId ?? null
  const hasBefore = datasets?.some(dataset => dataset.id === previousId) ?? false
  const { data = [] } = useQuery({
    queryKey: [...queryKeys.dataset(datasetId ?? ''), 'changes of', id],
    queryFn: ({ signal }) =>
      invoke('datasets.documentChanges', { datasetId: datasetId ?? '', documentId: id ?? '' }, signal),
    enabled: hasBefore && id !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data
}
