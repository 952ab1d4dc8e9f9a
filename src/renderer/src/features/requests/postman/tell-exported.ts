import { notifications } from '@mantine/notifications'

/** Says where a collection is, and what it needs. */
export function tellExported(path: string): void {
  notifications.show({
    autoClose: 15_000,
    closeButtonProps: { 'aria-label': 'Dismiss' },
    message: `The collection is in ${path}. It holds no secret: give clientId, clientSecret and apiKey in an environment of Postman.`,
  })
}
