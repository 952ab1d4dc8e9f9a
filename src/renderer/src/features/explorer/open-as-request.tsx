import { ActionIcon, Tooltip } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import type { CallInput } from '../../../../shared/contract.ts'
import { invoke } from '../../app/client.ts'
import { useNotice } from '../../app/notice.ts'
import { openRequest } from '../../app/request-tabs.ts'

type ApiView = CallInput<'requests.fromView'>

/** Opens the exact request behind a view, to be changed and sent. */
export function OpenAsRequest({ view }: { readonly view: ApiView }) {
  const open = async (): Promise<void> => {
    try {
      openRequest(view.connectionId, await invoke('requests.fromView', view))
    } catch (error) {
      useNotice.getState().show(error)
    }
  }
  return (
    <Tooltip label="Open as request">
      <ActionIcon aria-label="Open as request" onClick={() => void open()}>
        <IconSend size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
