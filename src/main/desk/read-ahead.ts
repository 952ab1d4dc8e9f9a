import type { Credentials, ReadCredentials } from '../auth/index.ts'

interface ReadAheadParts {
  readonly read: ReadCredentials
  /** In the order in which they will be asked for, more or less. */
  readonly ids: readonly string[]
  /** Entries that are read before somebody asks. */
  readonly depth: number
  /** Whether anybody is likely to ask for them. */
  readonly isWanted: (id: string) => boolean
}

/**
 * Reads secrets a little ahead of their use: a keychain gives out one entry at a time and takes 20 to 150 ms for
 * each, in which the checks need not stand still. What is read is handed out once and not kept.
 */
export function createReadAhead({ read, ids, depth, isWanted }: ReadAheadParts) {
  const positions = new Map(ids.map((id, index) => [id, index]))
  const early = new Map<string, Promise<Credentials>>()
  let next = 0

  const readOn = (until: number): void => {
    for (; next < Math.min(until, ids.length); next++) {
      const id = ids[next]
      if (id === undefined || !isWanted(id)) continue
      const reading = read(id)
      // Whoever takes it is told of a failure.
      reading.catch(() => undefined)
      early.set(id, reading)
    }
  }

  return {
    take(id: string, signal?: AbortSignal): Promise<Credentials> {
      const position = positions.get(id) ?? 0
      next = Math.max(next, position + 1)
      const reading = early.get(id) ?? read(id, signal)
      early.delete(id)
      readOn(position + 1 + depth)
      return reading
    },
    /** Nobody will ask for them any more. */
    drop: (id: string): void => {
      early.delete(id)
    },
    clear: (): void => {
      early.clear()
      next = ids.length
    },
  }
}
