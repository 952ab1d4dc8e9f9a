import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { Connection } from '../../../../shared/connection.ts'
import { invoke } from '../../app/client.ts'
import { useNotice } from '../../app/notice.ts'
import { useWorkspace } from '../../app/workspace.ts'
import styles from './delete-connection.module.css'

/** As long as main can bring it back (contract, `connections.remove`). */
const undoMs = 30_000

async function undo(undoId: string): Promise<void> {
  try {
    await invoke('connections.undoRemove', { undoId })
  } catch (error) {
    useNotice.getState().show(error)
  }
}

/** Deletes a connection at once and offers to bring it back. */
export async function deleteConnection(connection: Pick<Connection, 'id' | 'name'>): Promise<void> {
  try {
    const { undoId } = await invoke('connections.remove', { connectionId: connection.id })
    useWorkspace.getState().closeOfConnection(connection.id)
    notifications.show({
      id: undoId,
      autoClose: undoMs,
      closeButtonProps: { 'aria-label': 'Dismiss' },
      message: (
        <span className={styles.line}>
          <span className={styles.text}>{connection.name} was deleted.</span>
          <Button
            onClick={() => {
              notifications.hide(undoId)
              void undo(undoId)
            }}
          >
            Undo
          </Button>
        </span>
      ),
    })
  } catch (error) {
    useNotice.getState().show(error)
  }
}
