import { useQueries } from '@tanstack/react-query'
import type { JsonText } from '../../../../../../shared/documents.ts'
import { invoke } from '../../../../app/client.ts'
import { queryKeys } from '../../../../app/query-keys.ts'
import { type SelectedDocuments, selectionInput } from '../../../data/table/dataset-selection.ts'
import type { RowRange } from '../block-window.ts'
import type { DocumentsAsked } from '../documents-place.ts'
import type { RowList } from '../row-list.ts'

/** Documents in one call: divides a block, and half of what a call may ask for. */
const chunkSize = 25
const forgetMs = 60_000

/** The JSON of the documents in view; undefined for those on their way. Asks the server for nothing. */
export function useJsonDocuments(
  asked: DocumentsAsked,
  list: RowList,
  selected: SelectedDocuments | null,
  range: RowRange,
): (index: number) => JsonText | undefined {
  const { connectionId, applicationId, collectionId, query } = asked
  const chunks: { readonly chunk: number; readonly receivedAt: string }[] = []
  for (let chunk = Math.floor(range.first / chunkSize); chunk * chunkSize <= range.last; chunk++) {
    const block = list.rowAt(chunk * chunkSize)?.block
    if (block !== undefined) chunks.push({ chunk, receivedAt: block.meta?.receivedAt ?? '' })
  }
  const place =
    selected === null
      ? [...queryKeys.documents(connectionId, applicationId, collectionId), query]
      : [...queryKeys.dataset(selected.datasetId), selected]
  const results = useQueries({
    queries: chunks.map(({ chunk, receivedAt }) => ({
      queryKey: [...place, 'json', chunk, receivedAt],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => {
        const from = chunk * chunkSize
        const to = Math.min(from + chunkSize, Math.max(from, list.length.rows))
        return selected === null
          ? invoke('api.jsonOf', { ...asked, from, to }, signal)
          : jsonOfDataset(selected, { first: from, last: to - 1 }, signal)
      },
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: forgetMs,
    })),
  })
  return index => {
    const at = chunks.findIndex(({ chunk }) => chunk === Math.floor(index / chunkSize))
    return at === -1 ? undefined : results[at]?.data?.[index % chunkSize]
  }
}

function jsonOfDataset(
  selected: SelectedDocuments,
  { first, last }: RowRange,
  signal: AbortSignal,
): Promise<readonly JsonText[]> {
  const rows = Array.from({ length: last - first + 1 }, (_, at) => first + at)
  const input = selectionInput(selected)
  return Promise.all(
    rows.map(async row => (await invoke('datasets.document', { ...input, row }, signal)).json),
  )
}
