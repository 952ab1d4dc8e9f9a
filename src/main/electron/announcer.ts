import type { Connection, ConnectionsChange } from '../../shared/connection.ts'

/**
 * Announces a change of connections at once and, where more follow, not again before `everyMs` have passed: what
 * came meanwhile goes out as one change, in which each connection is as it was last.
 */
export function createAnnouncer(
  announce: (change: ConnectionsChange) => void,
  everyMs: number,
): (change: ConnectionsChange) => void {
  let isQuiet = false
  /** By id; null for one that is gone. */
  let waiting = new Map<string, Connection | null>()

  const send = (): void => {
    if (waiting.size === 0) return
    isQuiet = true
    const removed = [...waiting].flatMap(([id, connection]) => (connection === null ? [id] : []))
    const saved = [...waiting.values()].filter(connection => connection !== null)
    waiting = new Map()
    announce({ saved, removed })
    setTimeout(() => {
      isQuiet = false
      send()
    }, everyMs)
  }

  return ({ saved, removed }) => {
    for (const id of removed) waiting.set(id, null)
    for (const connection of saved) waiting.set(connection.id, connection)
    if (!isQuiet) send()
  }
}
