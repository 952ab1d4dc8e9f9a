import { notifications } from '@mantine/notifications'
import type { BuiltRequest } from '../../../../../shared/requests.ts'
import { invoke } from '../../../app/client.ts'
import { useNotice } from '../../../app/notice.ts'

/** Whether a text is a command of curl rather than an address. */
export function isCurl(text: string): boolean {
  return /^\s*(?:[$>]\s+)?curl(?:\.exe)?\s/i.test(text)
}

/** The request of a curl command; what was left out of it is told. Throws `invalid_input` where it cannot be read. */
export async function readCurl(connectionId: string, text: string): Promise<BuiltRequest> {
  const { request, notes } = await invoke('requests.readCurl', { connectionId, text })
  if (notes.length > 0) {
    notifications.show({
      autoClose: 15_000,
      closeButtonProps: { 'aria-label': 'Dismiss' },
      message: `The curl command was taken in. ${notes.join(' ')}`,
    })
  }
  return request
}

/** The same for a command that was pasted: null where it cannot be read, which is shown over the sheet. */
export async function takeCurl(connectionId: string, text: string): Promise<BuiltRequest | null> {
  try {
    return await readCurl(connectionId, text)
  } catch (error) {
    useNotice.getState().show(error)
    return null
  }
}
