import { ActionIcon, Tooltip } from '@mantine/core'
import { IconTable } from '@tabler/icons-react'
import type { BuiltRequest } from '../../../../shared/requests.ts'
import { invoke } from '../../app/client.ts'
import { useNotice } from '../../app/notice.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { placeOf } from '../explorer/explorer-place.ts'
import { withCriteria } from './explorer-criteria.ts'

interface OpenInExplorerProps {
  readonly connectionId: string
  /** With values in the places of its variables. */
  readonly request: BuiltRequest
  readonly url: string
}

/** Goes to the place in the explorer that a request asks about, with the same selection. */
export function OpenInExplorer({ connectionId, request, url }: OpenInExplorerProps) {
  const open = async (): Promise<void> => {
    try {
      const found = await invoke('api.locate', {
        connectionId,
        text: url,
        applicationId: null,
        collectionId: null,
      })
      const place = withCriteria(placeOf(found), request.body)
      useWorkspace.getState().open({ kind: 'explorer', connectionId, place })
    } catch (error) {
      useNotice.getState().show(error)
    }
  }
  return (
    <Tooltip label="Open in explorer">
      <ActionIcon size={32} aria-label="Open in explorer" onClick={() => void open()}>
        <IconTable size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
