import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import css from './saved.module.css'

/** Milliseconds in which a deletion can be undone from the message. */
const undoMs = 30_000

/** Says what was deleted and offers to bring it back. */
export function tellDeleted(what: string, undoId: string, onUndo: () => void): void {
  notifications.show({
    id: undoId,
    autoClose: undoMs,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    message: (
      <span className={css.undo}>
        <span>{what} was deleted.</span>
        <Button
          onClick={() => {
            notifications.hide(undoId)
            onUndo()
          }}
        >
          Undo
        </Button>
      </span>
    ),
  })
}

/** Says what was not written because it is, or looks like, a secret. Nothing where nothing was left out. */
export function tellLeftOut(leftOut: readonly string[]): void {
  if (leftOut.length === 0) return
  notifications.show({
    autoClose: 15_000,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    message: `Saved without what looks like a secret: ${leftOut.join(', ')}.`,
  })
}
