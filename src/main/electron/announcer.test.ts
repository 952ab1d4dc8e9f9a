import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ConnectionsChange } from '../../shared/connection.ts'
import { emptyConnectionFields } from '../../shared/connection.ts'
import { createAnnouncer } from './announcer.ts'

const connection = (id: string, name = '') => ({
  ...emptyConnectionFields,
  id,
  name,
  secretStorage: 'keychain' as const,
  hasSecret: { clientSecret: true, apiKey: true },
  renewAutomatically: true,
  ephemeral: false,
  createdAt: '',
  updatedAt: '',
})

describe('changes of connections', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('are announced at once, and what follows together, each connection as it was last', () => {
    const heard: ConnectionsChange[] = []
    const { changed } = createAnnouncer(change => heard.push(change), 400)
    changed({ saved: [connection('a')], removed: [] })
    changed({ saved: [connection('b'), connection('c', 'old')], removed: [] })
    changed({ saved: [connection('c', 'new')], removed: ['b'] })
    expect(heard).toEqual([{ saved: [connection('a')], removed: [] }])
    vi.advanceTimersByTime(400)
    expect(heard[1]).toEqual({ saved: [connection('c', 'new')], removed: ['b'] })
    vi.advanceTimersByTime(4000)
    expect(heard).toHaveLength(2)
  })

  it('that wait are announced before what builds on them', () => {
    const heard: ConnectionsChange[] = []
    const { changed, flush } = createAnnouncer(change => heard.push(change), 400)
    for (const id of ['a', 'b', 'c']) changed({ saved: [connection(id)], removed: [] })
    flush()
    flush()
    expect(heard.map(({ saved }) => saved.length)).toEqual([1, 2])
    changed({ saved: [connection('d')], removed: [] })
    expect(heard).toHaveLength(2)
    vi.advanceTimersByTime(400)
    expect(heard).toHaveLength(3)
  })
})
