import type { QueryClient } from '@tanstack/react-query'
import { create } from 'zustand'
import type { CheckReport } from '../../../../shared/check.ts'
import { type ErrorData, ExplorerError } from '../../../../shared/errors.ts'
import { invoke } from '../../app/client.ts'
import { errorData } from '../../app/notice.ts'
import { queryKeys } from '../../app/query-keys.ts'

/** A check that this window asked for. */
export interface CheckRun {
  readonly state: 'running' | 'done' | 'cancelled' | 'failed'
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** Why it could not be run at all; what it found is in its report. */
  readonly error: ErrorData | null
  readonly cancel: () => void
}

interface CheckRunStore {
  readonly byConnection: Readonly<Record<string, CheckRun>>
}

/** The last run of each connection. Lives outside the views: a check goes on when its tab is in the background. */
export const useCheckRuns = create<CheckRunStore>()(() => ({ byConnection: {} }))

function note(connectionId: string, run: CheckRun): void {
  useCheckRuns.setState(({ byConnection }) => ({ byConnection: { ...byConnection, [connectionId]: run } }))
}

/** Puts back what was known before a check that came to nothing. */
function restore(cache: QueryClient, connectionId: string, before: CheckReport | undefined): void {
  const queryKey = queryKeys.check(connectionId)
  if (before === undefined) void cache.resetQueries({ queryKey, exact: true })
  else cache.setQueryData(queryKey, before)
}

/**
 * Checks a connection, unless a check of it is under way. The report grows in the cache by the events of main, and
 * is whole there at the end.
 */
export async function runCheck(cache: QueryClient, connectionId: string): Promise<void> {
  if (useCheckRuns.getState().byConnection[connectionId]?.state === 'running') return
  const controller = new AbortController()
  const run: CheckRun = {
    state: 'running',
    startedAt: Date.now(),
    error: null,
    cancel: () => controller.abort(),
  }
  const queryKey = queryKeys.check(connectionId)
  const before = cache.getQueryData<CheckReport>(queryKey)
  note(connectionId, run)
  try {
    const report = await invoke('checks.run', { connectionId }, controller.signal)
    cache.setQueryData(queryKey, report)
    note(connectionId, { ...run, state: 'done' })
    void cache.invalidateQueries({ queryKey: queryKeys.checkHistory(connectionId) })
    void cache.invalidateQueries({ queryKey: queryKeys.latestChecks })
  } catch (error) {
    restore(cache, connectionId, before)
    const cancelled = error instanceof ExplorerError && error.code === 'cancelled'
    const failed = { state: 'failed', error: errorData(error) } as const
    note(connectionId, { ...run, ...(cancelled ? { state: 'cancelled' as const } : failed) })
  }
}

/** Whether a check is due by itself: none was asked for since the connection was last changed. */
export function isCheckDue(
  run: Pick<CheckRun, 'startedAt'> | undefined,
  report: Pick<CheckReport, 'startedAt'> | undefined,
  changedAt: string,
): boolean {
  const asked = Math.max(run?.startedAt ?? 0, report === undefined ? 0 : Date.parse(report.startedAt))
  return asked < Date.parse(changedAt) || asked === 0
}
