import type { Connection } from '../../shared/connection.ts'
import type { DeskRemoval } from '../../shared/desk.ts'
import { ExplorerError } from '../../shared/errors.ts'
import type { Connections } from '../connections/index.ts'

/** Who holds the tokens of connections, and lets go of them. */
interface TokenHolder {
  readonly close: (connectionId: string) => void
  readonly forget: (connection: Connection) => unknown
}

/** Removes connections one after another, up to the first that cannot be. Those that are gone already are left out. */
export async function removeConnections(
  {
    connections,
    tokens,
  }: {
    readonly connections: Pick<Connections, 'list' | 'remove'>
    readonly tokens: TokenHolder
  },
  ids: readonly string[],
): Promise<DeskRemoval> {
  const undoIds: string[] = []
  // From the list, since `get` starts the demo cloud for a connection that leads there.
  const { connections: all } = await connections.list()
  const known = new Map(all.map(connection => [connection.id, connection]))
  for (const id of ids) {
    const connection = known.get(id)
    if (connection === undefined) continue
    try {
      undoIds.push((await connections.remove(id)).undoId)
    } catch (error) {
      if (!(error instanceof ExplorerError)) throw error
      if (error.code === 'not_found') continue
      return { undoIds, problem: error.toData() }
    }
    tokens.close(id)
    tokens.forget(connection)
  }
  return { undoIds, problem: null }
}

/**
 * Brings back all that still can be. Throws at the end where some could not, with how many and why; the reason is that
 * of the last one.
 */
export async function restoreConnections(
  connections: Pick<Connections, 'undoRemove'>,
  undoIds: readonly string[],
): Promise<void> {
  const failures: ExplorerError[] = []
  for (const undoId of undoIds) {
    try {
      await connections.undoRemove(undoId)
    } catch (error) {
      if (!(error instanceof ExplorerError)) throw error
      failures.push(error)
    }
  }
  const last = failures.at(-1)
  if (last === undefined) return
  if (undoIds.length === 1) throw last
  const which = `${failures.length} of ${undoIds.length} connections could not be brought back.`
  throw ExplorerError.from({ ...last.toData(), message: `${which} The reason: ${last.message}` })
}
