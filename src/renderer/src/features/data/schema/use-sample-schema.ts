import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { DatasetSchema } from '../../../../../shared/datasets.ts'
import type { DocumentBlock } from '../../../../../shared/documents.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import type { DocumentsAsked } from '../../explorer/documents/documents-place.ts'
import type { DocumentList } from '../../explorer/documents/use-document-list.ts'
import { sampleSchema } from './sample-schema.ts'

/** Blocks that are looked through: 4,000 documents take well under a frame's worth of a blink, 50 ms. */
const maxBlocks = 20

/** A description of the documents that the window has at hand. Asks the server for nothing. */
export function useSampleSchema(
  asked: DocumentsAsked,
  list: Pick<DocumentList, 'latest' | 'length' | 'memory'>,
): DatasetSchema {
  const cache = useQueryClient()
  const { connectionId, applicationId, collectionId, query } = asked
  const { seen } = list.memory
  const receivedAt = list.latest?.meta.receivedAt
  const rows = list.length.exact ? list.length.rows : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: the cache holds other blocks when these change
  return useMemo(() => {
    const key = [...queryKeys.documents(connectionId, applicationId, collectionId), query, 'block']
    const blocks = cache
      .getQueriesData<DocumentBlock>({ queryKey: key })
      .flatMap(([, block]) => block ?? [])
      .sort((a, b) => a.block - b.block)
      .slice(0, maxBlocks)
    const documents = blocks.reduce((sum, block) => sum + block.rows.length, 0)
    return sampleSchema(blocks, rows !== null && documents >= rows)
  }, [cache, connectionId, applicationId, collectionId, query, seen, receivedAt, rows])
}
