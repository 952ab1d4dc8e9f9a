import type { QueryClient } from '@tanstack/react-query'
import { invoke } from '../../app/client.ts'
import { queryKeys } from '../../app/query-keys.ts'
import { useWorkspace } from '../../app/workspace.ts'

/** Opens the last full check of a connection; where none is kept the view makes one. */
export async function openLastCheck(cache: QueryClient, connectionId: string): Promise<void> {
  const report = await invoke('checks.last', { connectionId })
  if (report !== null) cache.setQueryData(queryKeys.check(connectionId), report)
  void cache.invalidateQueries({ queryKey: queryKeys.checkHistory(connectionId) })
  useWorkspace.getState().open({ kind: 'check', connectionId })
}
