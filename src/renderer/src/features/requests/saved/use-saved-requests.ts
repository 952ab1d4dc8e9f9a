import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import type { CallInput, CallName, CallOutput } from '../../../../../shared/contract.ts'
import { ExplorerError } from '../../../../../shared/errors.ts'
import type { SavedRequestList } from '../../../../../shared/saved-requests.ts'
import { invoke } from '../../../app/client.ts'
import { useNotice } from '../../../app/notice.ts'
import { queryKeys } from '../../../app/query-keys.ts'

/** What is saved. Read anew whenever somebody comes back to the window: git may have changed it meanwhile. */
export function useSavedRequests(): UseQueryResult<SavedRequestList> {
  const cache = useQueryClient()
  useEffect(() => {
    const renew = (): void => void cache.invalidateQueries({ queryKey: queryKeys.savedRequests })
    window.addEventListener('focus', renew)
    return () => window.removeEventListener('focus', renew)
  }, [cache])
  return useQuery({
    queryKey: queryKeys.savedRequests,
    queryFn: () => invoke('workspace.list', {}),
    staleTime: 5000,
  })
}

type ChangeCall = Extract<CallName, `workspace.${string}` | `postman.${string}`>

/** Makes a change to what is saved and shows it anew. Null where it failed: the error is then on screen. */
export type ChangeSaved = <N extends ChangeCall>(
  name: N,
  input: CallInput<N>,
  /** Takes an error that somebody has to answer; true where it did. */
  answered?: (error: ExplorerError) => boolean,
) => Promise<CallOutput<N> | null>

export function useChangeSaved(): ChangeSaved {
  const cache = useQueryClient()
  return useCallback(
    async (name, input, answered) => {
      try {
        return await invoke(name, input)
      } catch (error) {
        const isAnswered = error instanceof ExplorerError && answered?.(error) === true
        if (!isAnswered) useNotice.getState().show(error)
        return null
      } finally {
        await cache.invalidateQueries({ queryKey: queryKeys.savedRequests })
      }
    },
    [cache],
  )
}
