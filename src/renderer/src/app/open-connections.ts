import { useEffect, useRef } from 'react'
import { invoke } from './client.ts'
import { useNotice } from './notice.ts'
import { type Tab, useWorkspace } from './workspace.ts'

/** Connections with a tab that needs their token: an explorer, a request or a token panel. */
export function openConnectionIds(tabs: readonly Tab[]): readonly string[] {
  const ids = tabs.flatMap(({ content }) =>
    content.kind === 'explorer' || content.kind === 'token' || content.kind === 'request'
      ? [content.connectionId]
      : [],
  )
  return [...new Set(ids)].filter(id => id !== null)
}

/** Tells main which connections are on screen, so that it keeps their tokens fresh and lets go of the others. */
export function useOpenConnections(): void {
  const tabs = useWorkspace(state => state.tabs)
  const told = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const open = new Set(openConnectionIds(tabs))
    const fail = useNotice.getState().show
    for (const connectionId of open) {
      if (!told.current.has(connectionId)) invoke('connections.open', { connectionId }).catch(fail)
    }
    for (const connectionId of told.current) {
      // A deleted connection is closed by main already; that it is not found is as it should be.
      if (!open.has(connectionId)) invoke('connections.close', { connectionId }).catch(ignoreNotFound(fail))
    }
    told.current = open
  }, [tabs])
}

function ignoreNotFound(fail: (error: unknown) => void): (error: unknown) => void {
  return error => {
    const gone = error instanceof Error && 'code' in error && error.code === 'not_found'
    if (!gone) fail(error)
  }
}
