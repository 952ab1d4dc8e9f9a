import { useQueries } from '@tanstack/react-query'
import type { Application } from '../../../../../shared/documents.ts'
import { ExplorerError } from '../../../../../shared/errors.ts'
import { collectionsQuery } from '../../../app/queries.ts'
import { applicationQuery } from './application-query.ts'
import { isRefused } from './expiry-state.ts'

/** The applications that could not be opened, as far as anybody tried. Asks the server for nothing. */
export function useRefused(connectionId: string, applications: readonly Application[]): ReadonlySet<string> {
  const collections = useQueries({
    queries: applications.map(({ id }) => ({ ...collectionsQuery(connectionId, id), enabled: false })),
  })
  const details = useQueries({
    queries: applications.map(({ id }) => ({ ...applicationQuery(connectionId, id), enabled: false })),
  })
  const refused = applications.filter((_application, index) =>
    [collections[index]?.error, details[index]?.error].some(
      error => error instanceof ExplorerError && isRefused(error.code),
    ),
  )
  return new Set(refused.map(({ id }) => id))
}
