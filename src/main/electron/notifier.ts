import { Notification } from 'electron'
import type { Notice } from '../desk/index.ts'

/** Shows notices through the desktop. A notification that is clicked calls `onClick`. */
export function createNotifier(onClick: () => void): (notice: Notice) => void {
  // Electron forgets the listeners of a notification that nobody holds.
  const shown = new Set<Notification>()
  return notice => {
    if (!Notification.isSupported()) return
    const notification = new Notification(notice)
    shown.add(notification)
    notification.on('close', () => shown.delete(notification))
    notification.on('click', () => {
      shown.delete(notification)
      onClick()
    })
    notification.show()
  }
}
