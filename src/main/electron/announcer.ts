import type { Connection, ConnectionsChange } from '../../shared/connection.ts'

/**
 * Announces a change of connections at once and, where more follow, not again before `everyMs` have passed: what
 * came meanwhile goes out as one change, in which each connection is as it was last. `flush` announces it now, for
 * what is told next and builds on it.
 */
export function createAnnouncer(announce: (change: ConnectionsChange) => void, everyMs: number) {
  let quiet: NodeJS.Timeout | null = null
  /** By id; null for one that is gone. */
  let waiting = new Map<string, Connection | null>()

  const send = (): void => {
    if (waiting.size === 0) return
    if (quiet !== null) clearTimeout(quiet)
    const removed = [...waiting].flatMap(([id, connection]) => (connection === null ? [id] : []))
    const saved = [...waiting.values()].filter(connection => connection !== null)
    waiting = new Map()
    announce({ saved, removed })
    quiet = setTimeout(() => {
      quiet = null
      send()
    }, everyMs)
  }

  return {
    changed: ({ saved, removed }: ConnectionsChange): void => {
      for (const id of removed) waiting.set(id, null)
      for (const connection of saved) waiting.set(connection.id, connection)
      if (quiet === null) send()
    },
    flush: send,
  }
}
