import { queryOptions } from '@tanstack/react-query'
import { invoke } from '../../../app/client.ts'
import { queryKeys } from '../../../app/query-keys.ts'

/** The details of an application, its parameters masked. */
export const applicationQuery = (connectionId: string, applicationId: string) =>
  queryOptions({
    queryKey: queryKeys.application(connectionId, applicationId),
    queryFn: ({ signal }) => invoke('api.application', { connectionId, applicationId }, signal),
  })
