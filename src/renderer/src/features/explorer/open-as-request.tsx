import { ActionIcon, Tooltip } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import type { CallInput } from '../../../../shared/contract.ts'
import { invoke } from '../../app/client.ts'
import { useNotice } from '../../app/notice.ts'
import { openRequest } from '../../app/request-tabs.ts'

type ApiView = CallInput<'requests.fromView'>

interface OpenAsRequestProps {
  readonly view: ApiView
  /** Where the request of another view can be opened beside it. */
  readonly label?: string
  readonly small?: boolean
}

/** Opens the exact request behind a view, to be changed and sent. */
export function OpenAsRequest({ view, label = 'Open as request', small = false }: OpenAsRequestProps) {
  const open = async (): Promise<void> => {
    try {
      openRequest(view.connectionId, await invoke('requests.fromView', view))
    } catch (error) {
      useNotice.getState().show(error)
    }
  }
  return (
    <Tooltip label={label}>
      <ActionIcon size={small ? 'sm' : 'md'} aria-label={label} onClick={() => void open()}>
        <IconSend size={small ? 14 : 16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
