import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TokenState } from '../../../../shared/token.ts'
import { invoke } from '../../app/client.ts'
import { queryKeys } from '../../app/query-keys.ts'

/** What can be done with the token of a connection. Its new state goes into the cache. */
export function useTokenActions(connectionId: string) {
  const cache = useQueryClient()
  const take = (state: TokenState): void => {
    cache.setQueryData(queryKeys.token(connectionId), state)
  }
  const refresh = useMutation({
    mutationFn: () => invoke('token.refresh', { connectionId }),
    onSuccess: take,
    // Why it failed stands in the state too, where it stays.
    onError: () => cache.invalidateQueries({ queryKey: queryKeys.token(connectionId) }),
  })
  const forget = useMutation({
    mutationFn: () => invoke('token.forget', { connectionId }),
    onSuccess: take,
  })
  const copy = useMutation({ mutationFn: () => invoke('token.copy', { connectionId }) })
  const automatic = useMutation({
    mutationFn: (wanted: boolean) => invoke('token.setAutomatic', { connectionId, automatic: wanted }),
    onSuccess: take,
  })
  return { refresh, forget, copy, automatic }
}
