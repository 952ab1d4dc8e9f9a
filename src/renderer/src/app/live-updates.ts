import type { QueryClient } from '@tanstack/react-query'
import type { Connection, ConnectionList, ConnectionsChange } from '../../../shared/connection.ts'
import type { Events } from '../../../shared/contract.ts'
import { useActivity } from './activity.ts'
import { listen } from './client.ts'
import { runCommand } from './commands/command-bus.ts'
import { useDeskRun } from './desk-run.ts'
import { connectionsQuery, datasetsQuery } from './queries.ts'
import { queryKeys } from './query-keys.ts'
import { useWorkspace } from './workspace.ts'

const byName = new Intl.Collator()

/** The list after a change, in the order of main. Connections that did not change stay the same objects. */
export function changedList(list: ConnectionList, { saved, removed }: ConnectionsChange): ConnectionList {
  const gone = new Set(removed)
  const changed = new Map(saved.map(connection => [connection.id, connection]))
  const known = list.connections.filter(({ id }) => !gone.has(id) || changed.has(id))
  const replaced = known.map(connection => take(changed, connection.id) ?? connection)
  const connections = [...replaced, ...changed.values()].toSorted((a, b) => byName.compare(a.name, b.name))
  return { ...list, connections }
}

function take(from: Map<string, Connection>, id: string): Connection | undefined {
  const found = from.get(id)
  from.delete(id)
  return found
}

/**
 * Takes a change into the list instead of reading it again: an import changes a list of thousands some times a
 * second. Forgets what was known of connections that are gone, and renews what was of edited ones.
 */
async function takeConnections(cache: QueryClient, change: ConnectionsChange): Promise<void> {
  const { queryKey } = connectionsQuery
  const before = cache.getQueryData(queryKey)
  // A list that is on its way may be older than the change.
  if (before === undefined || cache.isFetching({ queryKey }) > 0) {
    await cache.invalidateQueries({ queryKey }, { cancelRefetch: true })
  } else {
    cache.setQueryData(queryKey, changedList(before, change))
  }
  const kept = new Set(change.saved.map(({ id }) => id))
  for (const id of change.removed.filter(each => !kept.has(each))) {
    useWorkspace.getState().closeOfConnection(id)
    cache.removeQueries({ queryKey: queryKeys.connection(id) })
  }
  const known = new Map(before?.connections.map(({ id, updatedAt }) => [id, updatedAt]))
  for (const { id, updatedAt } of change.saved) {
    if (!known.has(id) || known.get(id) === updatedAt) continue
    const own = queryKeys.connection(id)
    // What failed may work now, also in tabs that are not on screen.
    void cache.resetQueries({ queryKey: own, predicate: query => query.state.status === 'error' })
    void cache.invalidateQueries({ queryKey: own })
  }
  if (change.removed.length > 0) void cache.invalidateQueries({ queryKey: queryKeys.latestChecks })
}

function takeCheck(cache: QueryClient, report: Events['checkProgress']): void {
  if (report.connectionId === null) return
  cache.setQueryData(queryKeys.check(report.connectionId), report)
  if (report.finishedAt === null) return
  void cache.invalidateQueries({ queryKey: queryKeys.latestChecks })
  void cache.invalidateQueries({ queryKey: queryKeys.checkHistory(report.connectionId) })
}

/** The sidebar follows at the end of a run: in between it would be drawn anew for each batch. */
function takeDeskRun(cache: QueryClient, { run }: Events['deskProgress']): void {
  const before = useDeskRun.getState().run
  useDeskRun.getState().take(run)
  if (before?.state === 'running' && run?.state !== 'running') {
    void cache.invalidateQueries({ queryKey: queryKeys.latestChecks })
  }
}

/** Puts a dataset in the place of what was known of it. A list that nobody has asked for yet stays unasked. */
function takeDataset(cache: QueryClient, dataset: Events['datasetChanged']): void {
  cache.setQueryData(datasetsQuery.queryKey, known => {
    if (known === undefined) return undefined
    const isNew = known.every(({ id }) => id !== dataset.id)
    return isNew ? [...known, dataset] : known.map(old => (old.id === dataset.id ? dataset : old))
  })
}

function forgetDataset(cache: QueryClient, datasetId: string): void {
  cache.setQueryData(datasetsQuery.queryKey, known => known?.filter(({ id }) => id !== datasetId))
  cache.removeQueries({ queryKey: queryKeys.dataset(datasetId) })
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
    listen('connectionsChanged', change => void takeConnections(cache, change)),
    listen('tokenChanged', token => cache.setQueryData(queryKeys.token(token.connectionId), token)),
    listen('checkProgress', report => takeCheck(cache, report)),
    listen('deskProgress', progress => takeDeskRun(cache, progress)),
    listen('datasetChanged', dataset => takeDataset(cache, dataset)),
    listen('datasetRemoved', ({ datasetId }) => forgetDataset(cache, datasetId)),
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
