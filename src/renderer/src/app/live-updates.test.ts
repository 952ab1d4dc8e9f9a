import { QueryClient } from '@tanstack/react-query'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CheckReport } from '../../../shared/check.ts'
import { type Connection, emptyConnectionFields } from '../../../shared/connection.ts'
import type { EventName } from '../../../shared/contract.ts'
import { onCommand } from './commands/command-bus.ts'
import { changedList, startLiveUpdates } from './live-updates.ts'
import { queryKeys } from './query-keys.ts'

const connection = (id: string, updatedAt = '2026-11-23T12:00:00Z'): Connection => ({
  ...emptyConnectionFields,
  id,
  secretStorage: 'keychain',
  hasSecret: { clientSecret: true, apiKey: true },
  renewAutomatically: true,
  ephemeral: false,
  createdAt: '2026-11-23T12:00:00Z',
  updatedAt,
})

describe('a list of connections', () => {
  it('takes in those that are new, changed or gone, by name, and leaves the others as they are', () => {
    const [gone, same, edited] = [
      { ...connection('gone'), name: 'A' },
      { ...connection('same'), name: 'C' },
      { ...connection('edited'), name: 'D' },
    ]
    const changed = { ...edited, name: 'B' }
    const added = { ...connection('new'), name: 'E' }
    const list = { connections: [gone, same, edited], problems: [] }
    const after = changedList(list, { saved: [changed, added], removed: ['gone'] })
    expect(after.connections).toEqual([changed, same, added])
    expect(after.connections[1]).toBe(same)
  })
})

describe('events of main', () => {
  const listeners = new Map<string, (value: unknown) => void>()
  const send = (event: EventName, value: unknown): void => listeners.get(event)?.(value)
  const cache = new QueryClient()

  beforeEach(() => {
    const on = new Proxy(
      {},
      {
        get: (_, event: string) => (listener: (value: unknown) => void) => {
          listeners.set(event, listener)
          return () => listeners.delete(event)
        },
      },
    )
    vi.stubGlobal('window', { explorer: { on } })
    cache.clear()
    return startLiveUpdates(cache)
  })

  it('take a dataset that was deleted off the list, with what was read of it', () => {
    cache.setQueryData(queryKeys.datasets, [{ id: 'gone' }, { id: 'kept' }])
    cache.setQueryData([...queryKeys.dataset('gone'), 'rows'], 'some')
    send('datasetRemoved', { datasetId: 'gone' })
    expect(cache.getQueryData(queryKeys.datasets)).toEqual([{ id: 'kept' }])
    expect(cache.getQueryData([...queryKeys.dataset('gone'), 'rows'])).toBeUndefined()
  })

  it('put a new state of a token where its readers look', () => {
    const token = { connectionId: 'a', state: 'valid' }
    send('tokenChanged', token)
    expect(cache.getQueryData(queryKeys.token('a'))).toEqual(token)
  })

  it('renew what failed for a connection that was saved again, and forget one that is gone', () => {
    const list = { connections: [connection('a'), connection('b')], problems: [] }
    cache.setQueryData(queryKeys.connections, list)
    cache.setQueryData(queryKeys.applications('a'), [])
    cache.setQueryData(queryKeys.applications('b'), [])
    send('connectionsChanged', { saved: [connection('a', '2026-11-23T13:00:00Z')], removed: ['b'] })
    expect(cache.getQueryState(queryKeys.applications('a'))?.isInvalidated).toBe(true)
    expect(cache.getQueryData(queryKeys.applications('b'))).toBeUndefined()
    expect(cache.getQueryData(queryKeys.connections)).toMatchObject({ connections: [{ id: 'a' }] })
  })

  it('put the progress of a check where its readers look, but not that of a draft', () => {
    const report = { connectionId: 'a', finishedAt: null } as CheckReport
    send('checkProgress', report)
    send('checkProgress', { ...report, connectionId: null })
    expect(cache.getQueriesData({ queryKey: ['connection'] })).toEqual([[queryKeys.check('a'), report]])
  })

  it('make the last verdicts stale when a check has ended', () => {
    cache.setQueryData(queryKeys.latestChecks, {})
    send('checkProgress', { connectionId: 'a', finishedAt: '2026-11-23T12:00:00Z' })
    expect(cache.getQueryState(queryKeys.latestChecks)?.isInvalidated).toBe(true)
  })

  it('make tokens stale after sleep, and nothing else', () => {
    cache.setQueryData(queryKeys.token('a'), {})
    cache.setQueryData(queryKeys.applications('a'), {})
    send('power', { state: 'resumed' })
    expect(cache.getQueryState(queryKeys.token('a'))?.isInvalidated).toBe(true)
    expect(cache.getQueryState(queryKeys.applications('a'))?.isInvalidated).toBe(false)
  })

  it('run the command that a menu entry stands for', () => {
    const refresh = vi.fn()
    const giveBack = onCommand('refresh', refresh)
    send('command', { command: 'refresh' })
    giveBack()
    expect(refresh).toHaveBeenCalledOnce()
  })
})
