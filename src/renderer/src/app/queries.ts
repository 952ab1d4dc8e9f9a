import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { Settings } from '../../../shared/settings.ts'
import { invoke } from './client.ts'
import { queryKeys } from './query-keys.ts'

/** What several screens ask for. Pushed by events of main where there is one, hence never stale by age. */
const pushed = { staleTime: Number.POSITIVE_INFINITY } as const

export const infoQuery = queryOptions({
  ...pushed,
  queryKey: queryKeys.info,
  queryFn: () => invoke('app.info', {}),
})

export const settingsQuery = queryOptions({
  ...pushed,
  queryKey: queryKeys.settings,
  queryFn: () => invoke('settings.get', {}),
})

export const keychainQuery = queryOptions({
  queryKey: queryKeys.keychain,
  queryFn: () => invoke('keychain.state', {}),
})

export const connectionsQuery = queryOptions({
  ...pushed,
  queryKey: queryKeys.connections,
  queryFn: () => invoke('connections.list', {}),
})

export const latestChecksQuery = queryOptions({
  ...pushed,
  queryKey: queryKeys.latestChecks,
  queryFn: () => invoke('checks.latest', {}),
})

/** Every load and every dataset; a load reports by itself. */
export const datasetsQuery = queryOptions({
  ...pushed,
  queryKey: queryKeys.datasets,
  queryFn: () => invoke('datasets.list', {}),
})

export const tokenQuery = (connectionId: string) =>
  queryOptions({
    ...pushed,
    queryKey: queryKeys.token(connectionId),
    queryFn: () => invoke('token.state', { connectionId }),
  })

export const applicationsQuery = (connectionId: string) =>
  queryOptions({
    queryKey: queryKeys.applications(connectionId),
    queryFn: ({ signal }) => invoke('api.applications', { connectionId }, signal),
  })

export const collectionsQuery = (connectionId: string, applicationId: string) =>
  queryOptions({
    queryKey: queryKeys.collections(connectionId, applicationId),
    queryFn: ({ signal }) => invoke('api.collections', { connectionId, applicationId }, signal),
  })

/** The settings. They are read before the first frame, so nothing ever waits for them. */
export function useSettings(): Settings {
  return useSuspenseQuery(settingsQuery).data
}

/** Changes some of the settings: at once on screen, then on disk; back again when that fails. */
export function useChangeSettings() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (change: Partial<Settings>) => invoke('settings.set', change),
    onMutate: change => {
      const before = cache.getQueryData(settingsQuery.queryKey)
      cache.setQueryData(settingsQuery.queryKey, settings => settings && { ...settings, ...change })
      return { before }
    },
    onSuccess: settings => cache.setQueryData(settingsQuery.queryKey, settings),
    onError: (_error, _change, context) => cache.setQueryData(settingsQuery.queryKey, context?.before),
  })
}
