import { lstat, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Connection } from '../../shared/connection.ts'
import { idsWith, maxBytes } from './connection-files.ts'
import { readRecord } from './connection-record.ts'

/**
 * The saved connections of a folder that may not be there, for a program beside the app: nothing is made, mended or
 * set aside. What cannot be read is left out; the app is the one to report it.
 */
export async function lookAtConnections(folder: string): Promise<readonly Connection[]> {
  const ids = await idsWith(folder, '.json').catch(ignoreUnreadable([]))
  const connections: Connection[] = []
  for (const id of ids) {
    const file = join(folder, `${id}.json`)
    const size = await lstat(file).then(({ size }) => size, ignoreUnreadable(0))
    if (size === 0 || size > maxBytes) continue
    const result = readRecord(await readFile(file, 'utf8').catch(ignoreUnreadable('')))
    if (result.kind === 'read' && result.record.connection.id === id)
      connections.push(result.record.connection)
  }
  return connections
}

/** A folder or file that is missing or closed to us counts as `empty`; anything else is our fault and thrown. */
function ignoreUnreadable<T>(empty: T): (error: unknown) => T {
  return error => {
    if (error instanceof Error && 'code' in error) return empty
    throw error
  }
}
