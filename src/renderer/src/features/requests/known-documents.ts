import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { DocumentBlock } from '../../../../shared/documents.ts'
import { placeholderValue } from '../../../../shared/request-target.ts'
import type { BuiltRequest } from '../../../../shared/requests.ts'
import { queryKeys } from '../../app/query-keys.ts'

/** Documents that are offered; who looks for another one has its ID. */
const mostOffered = 200

/** The collection that a request is about. */
interface RequestCollection {
  readonly connectionId: string
  readonly applicationId: string
  readonly collectionId: string
}

/** The collection that the placeholders of a request name. */
export function collectionOf(connectionId: string, request: BuiltRequest): RequestCollection {
  return {
    connectionId,
    applicationId: placeholderValue(request, 'ApplicationID').trim(),
    collectionId: placeholderValue(request, 'CollectionID').trim(),
  }
}

/** Fields that the API gives every document (fact sheet of the API, section 4, system flags). */
const systemFields = ['_id', '_hash', '_createdAt', '_updatedAt', '_changedBy']

interface LoadedBlock extends DocumentBlock {
  /** Milliseconds since the epoch. */
  readonly loadedAt: number
}

function loadedBlocks(cache: QueryClient, of: RequestCollection): readonly LoadedBlock[] {
  return cache
    .getQueriesData<DocumentBlock>({
      queryKey: queryKeys.documents(of.connectionId, of.applicationId, of.collectionId),
      predicate: ({ queryKey }) => queryKey.at(-2) === 'block',
    })
    .flatMap(([queryKey, block]) => {
      const loadedAt = cache.getQueryState(queryKey)?.dataUpdatedAt ?? 0
      return block === undefined ? [] : [{ ...block, loadedAt }]
    })
}

/** Dotted names of the fields in the documents that were loaded of a collection. Nothing is asked for. */
export function useKnownFields(collection: RequestCollection): () => readonly string[] {
  const cache = useQueryClient()
  return () => {
    const paths = loadedBlocks(cache, collection).flatMap(({ columns }) => columns.map(({ path }) => path))
    return [...new Set([...systemFields, ...paths])]
  }
}

/** The documents that were loaded of a collection, each with the first text in it as a name. */
export function useKnownDocuments(
  collection: RequestCollection,
): readonly { readonly id: string; readonly name: string }[] {
  const cache = useQueryClient()
  const known = new Map<string, string>()
  for (const { columns, rows } of loadedBlocks(cache, collection)) {
    for (const { id, cells } of rows) {
      if (id === null || known.has(id)) continue
      if (known.size === mostOffered) break
      const named = cells.find(
        (cell, at) => cell?.type === 'string' && columns[at]?.path.startsWith('_') === false,
      )
      known.set(id, typeof named?.value === 'string' ? named.value : '')
    }
  }
  return [...known].map(([id, name]) => ({ id, name }))
}

/** The `_hash` of a document in what was loaded of its collection last, and when that was. Nothing is asked for. */
export function loadedHash(
  cache: QueryClient,
  { documentId, ...collection }: RequestCollection & { readonly documentId: string },
): { readonly hash: string; readonly readAt: string } | null {
  const newest = loadedBlocks(cache, collection)
    .toSorted((a, b) => b.loadedAt - a.loadedAt)
    .flatMap(({ rows, loadedAt }) =>
      rows.filter(({ id }) => id === documentId).map(({ hash }) => ({ hash, loadedAt })),
    )[0]
  if (newest === undefined || newest.hash === null) return null
  return { hash: newest.hash, readAt: new Date(newest.loadedAt).toISOString() }
}
