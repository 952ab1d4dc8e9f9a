import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import css from './saved/saved.module.css'

/** Milliseconds in which something can be undone from the message. */
const undoMs = 30_000

/** Says what happened to a request and offers to take it back. A message with the same id gives way. */
export function tellUndo(id: string, what: string, onUndo: () => void): void {
  notifications.hide(id)
  notifications.show({
    id,
    autoClose: undoMs,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    message: (
      <span className={css.undo}>
        <span>{what}</span>
        <Button
          onClick={() => {
            notifications.hide(id)
            onUndo()
          }}
        >
          Undo
        </Button>
      </span>
    ),
  })
}
