import type { Connection } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import type { Clock } from './clock.ts'

/** Time in which a removal can be undone. */
const undoMs = 30_000

interface Removal {
  readonly connection: Connection
  readonly callOff: () => void
  readonly restore: () => Promise<void>
  readonly complete: () => Promise<void>
}

/** Removals that can still be undone. Completed by the clock, or all at once at the end of the app. */
export function createRemovals(clock: Clock, newId: () => string, onError: (error: unknown) => void) {
  const pending = new Map<string, Removal>()
  const completing = new Set<Promise<void>>()

  function complete(undoId: string): void {
    const removal = pending.get(undoId)
    if (removal === undefined) return
    pending.delete(undoId)
    removal.callOff()
    const done = removal.complete().catch(onError)
    completing.add(done)
    void done.finally(() => completing.delete(done))
  }

  return {
    add(removal: Omit<Removal, 'callOff'>): { readonly undoId: string } {
      const undoId = newId()
      pending.set(undoId, { ...removal, callOff: clock.after(undoMs, () => complete(undoId)) })
      return { undoId }
    },

    async undo(undoId: string): Promise<Connection> {
      const removal = pending.get(undoId)
      if (removal === undefined) {
        throw new ExplorerError('not_found', 'This connection was deleted more than 30 s ago.', {
          hint: 'Add it again.',
        })
      }
      pending.delete(undoId)
      try {
        await removal.restore()
      } catch (error) {
        pending.set(undoId, removal)
        throw error
      }
      removal.callOff()
      return removal.connection
    },

    async completeAll(): Promise<void> {
      for (const undoId of [...pending.keys()]) complete(undoId)
      await Promise.all(completing)
    },
  }
}
