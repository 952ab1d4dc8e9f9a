import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Connection } from '../../../shared/connection.ts'
import { invoke } from './client.ts'
import { useNotice } from './notice.ts'
import { connectionsQuery } from './queries.ts'
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

/** The same without those that are gone: a request stays open when its connection was deleted. */
export function openKnownIds(
  tabs: readonly Tab[],
  connections: readonly Pick<Connection, 'id'>[],
): readonly string[] {
  return openConnectionIds(tabs).filter(open => connections.some(({ id }) => id === open))
}

/** Tells main which connections are on screen, so that it keeps their tokens fresh and lets go of the others. */
export function useOpenConnections(): void {
  const tabs = useWorkspace(state => state.tabs)
  const ids = useQuery({
    ...connectionsQuery,
    select: ({ connections }) => openKnownIds(tabs, connections),
  }).data
  const told = useRef<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (ids === undefined) return
    const open = new Set(ids)
    const fail = useNotice.getState().show
    for (const connectionId of open) {
      if (!told.current.has(connectionId)) invoke('connections.open', { connectionId }).catch(fail)
    }
    for (const connectionId of told.current) {
      // A deleted connection is closed by main already; that it is not found is as it should be.
      if (!open.has(connectionId)) invoke('connections.close', { connectionId }).catch(ignoreNotFound(fail))
    }
    told.current = open
  }, [ids])
}

function ignoreNotFound(fail: (error: unknown) => void): (error: unknown) => void {
  return error => {
    const gone = error instanceof Error && 'code' in error && error.code === 'not_found'
    if (!gone) fail(error)
  }
}
