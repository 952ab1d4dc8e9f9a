import { type UseQueryResult, useQueries } from '@tanstack/react-query'
import type { Application, Collection } from '../../../../shared/documents.ts'
import { applicationsQuery, collectionsQuery } from '../../app/queries.ts'
import type { Branch } from './sidebar-rows.ts'

function branchOf<T>(result: Pick<UseQueryResult, 'isError'>, list: readonly T[] | undefined): Branch<T> {
  return list ?? (result.isError ? 'failed' : 'waiting')
}

/** Applications of the open connections, from the same cache that the explorer fills. */
export function useApplications(connectionIds: readonly string[]): ReadonlyMap<string, Branch<Application>> {
  const results = useQueries({ queries: connectionIds.map(applicationsQuery) })
  return new Map(
    results.map((result, index) => [
      connectionIds[index] ?? '',
      branchOf<Application>(result, result.data?.applications),
    ]),
  )
}

export interface ApplicationId {
  readonly connectionId: string
  readonly applicationId: string
}

/** Collections of the unfolded applications; the answer finds them by both IDs. */
export function useCollections(
  wanted: readonly ApplicationId[],
): (connectionId: string, applicationId: string) => Branch<Collection> {
  const results = useQueries({
    queries: wanted.map(({ connectionId, applicationId }) => collectionsQuery(connectionId, applicationId)),
  })
  return (connectionId, applicationId) => {
    const at = wanted.findIndex(
      entry => entry.connectionId === connectionId && entry.applicationId === applicationId,
    )
    const result = results[at]
    return result === undefined ? 'waiting' : branchOf<Collection>(result, result.data?.collections)
  }
}
