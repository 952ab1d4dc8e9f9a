import { useQuery } from '@tanstack/react-query'
import type { ChangedField } from '../../../../../../shared/datasets.ts'
import { invoke } from '../../../../app/client.ts'
import { datasetsQuery } from '../../../../app/queries.ts'
import { queryKeys } from '../../../../app/query-keys.ts'

/** Changed documents that come at a time, and those among which one is looked for: changed ones come first. */
const pageSize = 100
const lookedThrough = 1000

/** What a refresh of a dataset changed in one document; nothing where there is no version before. */
export function useDocumentChanges(datasetId: string | null, id: string | null): readonly ChangedField[] {
  const { data: datasets } = useQuery(datasetsQuery)
  const previousId = datasets?.find(dataset => dataset.id === datasetId)?.previousId ?? null
  const hasBefore = datasets?.some(dataset => dataset.id === previousId) ?? false
  const { data = [] } = useQuery({
    queryKey: [...queryKeys.dataset(datasetId ?? ''), 'changes of', id],
    queryFn: ({ signal }) => changesOf(datasetId ?? '', id, signal),
    enabled: hasBefore && id !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data
}

async function changesOf(
  datasetId: string,
  id: string | null,
  signal: AbortSignal,
): Promise<readonly ChangedField[]> {
  for (let from = 0; from < lookedThrough; from += pageSize) {
    const { documents } = await invoke('datasets.changes', { datasetId, from, to: from + pageSize }, signal)
    const found = documents.find(document => document.kind === 'changed' && document.id === id)
    if (found !== undefined) return found.fields
    if (documents.length < pageSize || documents.at(-1)?.kind !== 'changed') break
  }
  return []
}
