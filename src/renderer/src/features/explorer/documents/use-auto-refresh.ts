import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import { isLoopback } from '../../../../../shared/urls.ts'
import { useDataRefresh } from '../../../app/data-refresh.ts'
import { useOnline } from '../../../app/online.ts'
import { connectionsQuery } from '../../../app/queries.ts'
import { type Changes, markedFor, noChanges } from './change-marks.ts'
import { dueIn } from './refresh-intervals.ts'
import type { DocumentList } from './use-document-list.ts'

/**
 * Refreshes a list at an interval while the window can be seen and the server can be reached, and tells the status
 * bar. A refresh that came due in a pause is made up for at its end.
 */
export function useAutoRefresh(
  tabId: string,
  connectionId: string,
  every: number | null,
  list: DocumentList,
): void {
  const visible = useVisible()
  const reachable = useReachable(connectionId)
  const receivedAt = list.latest?.meta.receivedAt
  const updatedAt = receivedAt === undefined ? null : Date.parse(receivedAt)
  const { report, forget } = useDataRefresh.getState()
  useEffect(() => report(tabId, { intervalMs: every, updatedAt }), [tabId, every, updatedAt, report])
  useEffect(() => () => forget(tabId), [tabId, forget])

  const refresh = useEffectEvent(() => list.refresh())
  const refreshedAt = list.refreshed?.at ?? updatedAt ?? 0
  useEffect(() => {
    if (every === null || !visible || !reachable || refreshedAt === 0) return
    const timer = setTimeout(() => void refresh(), dueIn(every, refreshedAt, Date.now()))
    return () => clearTimeout(timer)
  }, [every, visible, reachable, refreshedAt])
}

/** What to mark as changed: what the last refresh found, for ten seconds. */
export function useMarks(refreshed: DocumentList['refreshed']): Changes {
  const [fadedAt, setFadedAt] = useState(0)
  const at = refreshed?.at ?? 0
  useEffect(() => {
    if (at === 0) return
    const timer = setTimeout(() => setFadedAt(at), markedFor)
    return () => clearTimeout(timer)
  }, [at])
  return refreshed === null || fadedAt === at ? noChanges : refreshed.changes
}

function subscribeToVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  return () => document.removeEventListener('visibilitychange', listener)
}

function useVisible(): boolean {
  return useSyncExternalStore(subscribeToVisibility, () => !document.hidden)
}

/** Servers on this machine can be reached without a network; the demo cloud is one. */
function useReachable(connectionId: string): boolean {
  const online = useOnline()
  const connections = useQuery(connectionsQuery).data?.connections
  const url = connections?.find(({ id }) => id === connectionId)?.apiBaseUrl
  return online || (url !== undefined && URL.canParse(url) && isLoopback(new URL(url)))
}
