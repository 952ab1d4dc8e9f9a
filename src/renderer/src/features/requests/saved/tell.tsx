import { notifications } from '@mantine/notifications'
import { tellUndo } from '../tell-undo.tsx'

/** Says what was deleted and offers to bring it back. */
export function tellDeleted(what: string, undoId: string, onUndo: () => void): void {
  tellUndo(undoId, `${what} was deleted.`, onUndo)
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
