import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'

/** Says in the corner of the window that something was done. */
export function tell(message: ReactNode): void {
  notifications.show({ message, closeButtonProps: { 'aria-label': 'Dismiss' } })
}
