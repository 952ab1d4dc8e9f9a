import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Connection } from '../../../../shared/connection.ts'
import { ExplorerError } from '../../../../shared/errors.ts'
import { invoke } from '../../app/client.ts'
import { useNotice } from '../../app/notice.ts'
import styles from './credential-desk.module.css'
import { atDesk } from './desk-state.ts'

/** As long as main can bring them back (contract, `connections.remove`). */
const undoMs = 30_000

/** Deletes connections at once and offers to bring all of them back. Rejects with `ExplorerError`. */
export async function deleteConnections(connections: readonly Connection[]): Promise<void> {
  const [first] = connections
  if (first === undefined) return
  const { undoIds, problem } = await invoke('desk.remove', { connectionIds: connections.map(({ id }) => id) })
  if (problem !== null) useNotice.getState().show(ExplorerError.from(problem))
  const [id] = undoIds
  if (id === undefined) return
  const what = connections.length === 1 ? `${first.name} was` : `${undoIds.length} connections were`
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
