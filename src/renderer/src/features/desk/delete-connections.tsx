import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Connection } from '../../../../shared/connection.ts'
import { invoke } from '../../app/client.ts'
import styles from './credential-desk.module.css'
import { atDesk } from './desk-state.ts'

/** As long as main can bring them back (contract, `connections.remove`). */
const undoMs = 30_000

/** Deletes connections at once and offers to bring all of them back. Rejects with `ExplorerError`. */
export async function deleteConnections(connections: readonly Connection[]): Promise<void> {
  const [first] = connections
  if (first === undefined) return
  const { undoIds } = await invoke('desk.remove', { connectionIds: connections.map(({ id }) => id) })
  const id = undoIds[0] ?? first.id
  const what = connections.length === 1 ? `${first.name} was` : `${connections.length} connections were`
  notifications.show({
    id,
    autoClose: undoMs,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    message: (
      <span className={styles.undo}>
        <span>{what} deleted.</span>
        <Button
          onClick={() => {
            notifications.hide(id)
            atDesk(invoke('desk.undoRemove', { undoIds: [...undoIds] }))
          }}
        >
          Undo
        </Button>
      </span>
    ),
  })
}
