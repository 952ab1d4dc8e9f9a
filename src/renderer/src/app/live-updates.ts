import type { QueryClient } from '@tanstack/react-query'
import type { Connection } from '../../../shared/connection.ts'
import type { Events } from '../../../shared/contract.ts'
import { useActivity } from './activity.ts'
import { listen } from './client.ts'
import { runCommand } from './commands/command-bus.ts'
import { connectionsQuery, datasetsQuery } from './queries.ts'
import { queryKeys } from './query-keys.ts'
import { useWorkspace } from './workspace.ts'

/** Connections that are gone, and those that were saved again, by comparing two lists. */
export function changedConnections(
  before: readonly Connection[],
  after: readonly Connection[],
): { readonly removed: readonly string[]; readonly edited: readonly string[] } {
  const now = new Map(after.map(connection => [connection.id, connection]))
  return {
    removed: before.filter(({ id }) => !now.has(id)).map(({ id }) => id),
    edited: before
      .filter(({ id, updatedAt }) => now.has(id) && now.get(id)?.updatedAt !== updatedAt)
      .map(({ id }) => id),
  }
}

/** Reads the list again; forgets what was known of connections that are gone, and renews what was of edited ones. */
async function reloadConnections(cache: QueryClient): Promise<void> {
  const before = cache.getQueryData(connectionsQuery.queryKey)?.connections ?? []
  await cache.invalidateQueries({ queryKey: queryKeys.connections }, { cancelRefetch: true })
  const after = cache.getQueryData(connectionsQuery.queryKey)?.connections ?? before
  const { removed, edited } = changedConnections(before, after)
  for (const id of removed) {
    useWorkspace.getState().closeOfConnection(id)
    cache.removeQueries({ queryKey: queryKeys.connection(id) })
  }
  for (const id of edited) {
    const queryKey = queryKeys.connection(id)
    // What failed may work now, also in tabs that are not on screen.
    void cache.resetQueries({ queryKey, predicate: query => query.state.status === 'error' })
    void cache.invalidateQueries({ queryKey })
  }
  void cache.invalidateQueries({ queryKey: queryKeys.latestChecks })
}

function takeCheck(cache: QueryClient, report: Events['checkProgress']): void {
  if (report.connectionId === null) return
  cache.setQueryData(queryKeys.check(report.connectionId), report)
  if (report.finishedAt === null) return
  void cache.invalidateQueries({ queryKey: queryKeys.latestChecks })
  void cache.invalidateQueries({ queryKey: queryKeys.checkHistory(report.connectionId) })
}

/** Puts a dataset in the place of what was known of it. A list that nobody has asked for yet stays unasked. */
function takeDataset(cache: QueryClient, dataset: Events['datasetChanged']): void {
  cache.setQueryData(datasetsQuery.queryKey, known => {
    if (known === undefined) return undefined
    const isNew = known.every(({ id }) => id !== dataset.id)
    return isNew ? [...known, dataset] : known.map(old => (old.id === dataset.id ? dataset : old))
  })
}

/** After sleep, what was pushed may have been missed: tokens have ended, connections may have changed. */
function wake(cache: QueryClient): void {
  void cache.invalidateQueries({
    predicate: query => query.queryKey[0] === 'connection' && query.queryKey[2] === 'token',
  })
}

/** Keeps the cache in step with main. The answer stops it. */
export function startLiveUpdates(cache: QueryClient): () => void {
  const stops = [
    listen('connectionsChanged', () => void reloadConnections(cache)),
    listen('tokenChanged', token => cache.setQueryData(queryKeys.token(token.connectionId), token)),
    listen('checkProgress', report => takeCheck(cache, report)),
    listen('datasetChanged', dataset => takeDataset(cache, dataset)),
    listen('activity', activity => useActivity.setState(activity)),
    listen('power', ({ state }) => {
      if (state === 'resumed') wake(cache)
    }),
    listen('command', ({ command }) => void runCommand(command)),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
