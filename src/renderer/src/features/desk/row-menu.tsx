import { Menu } from '@mantine/core'
import {
  IconMail,
  IconPencil,
  IconRefresh,
  IconShieldCheck,
  IconStack2,
  IconTrash,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { invoke } from '../../app/client.ts'
import { openConnection } from '../../app/connection-actions.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { deleteConnections } from './delete-connections.tsx'
import type { DeskRow } from './desk-rows.ts'
import { atDesk } from './desk-state.ts'
import { openLastCheck } from './open-check.ts'
import { tell } from './tell.ts'

export interface RowMenuPlace {
  readonly row: DeskRow
  /** Pixels from the window's corner. */
  readonly x: number
  readonly y: number
}

interface RowMenuProps {
  readonly place: RowMenuPlace
  readonly active: boolean
  readonly onCheck: (ids: readonly string[]) => void
  readonly onClose: () => void
}

const icon = { size: 14, 'aria-hidden': true } as const

/** What can be done with one row, where it was asked for. */
export function RowMenu({ place: { row, x, y }, active, onCheck, onClose }: RowMenuProps) {
  const { connection, result } = row
  const connectionId = connection.id
  const cache = useQueryClient()
  const { open } = useWorkspace.getState()
  // The menu goes with its place, too soon to give the focus back by itself.
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus()
    },
    [before],
  )
  const copyMessage = async (): Promise<void> => {
    const { text } = await invoke('desk.message', { connectionIds: [connectionId] })
    await invoke('app.copyText', { text })
    tell('The message is on the clipboard.')
  }
  return (
    <Menu opened onClose={onClose} position="bottom-start" offset={2} width={230}>
      <Menu.Target>
        <span style={{ position: 'fixed', left: x, top: y, width: 0, height: 0 }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={connection.name}>
        <Menu.Item
          leftSection={<IconShieldCheck {...icon} />}
          onClick={() => atDesk(openLastCheck(cache, connectionId))}
        >
          Open the full check
        </Menu.Item>
        <Menu.Item
          leftSection={<IconRefresh {...icon} />}
          disabled={active}
          onClick={() => onCheck([connectionId])}
        >
          Check again
        </Menu.Item>
        <Menu.Item
          leftSection={<IconMail {...icon} />}
          disabled={result === undefined}
          onClick={() => atDesk(copyMessage())}
        >
          Copy what to tell the customer
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconStack2 {...icon} />} onClick={() => openConnection(connectionId)}>
          Explore
        </Menu.Item>
        <Menu.Item
          leftSection={<IconPencil {...icon} />}
          disabled={connection.ephemeral}
          onClick={() => open({ kind: 'editor', connectionId, fromClipboard: false })}
        >
          Edit
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconTrash {...icon} />}
          disabled={active}
          onClick={() => atDesk(deleteConnections([connection]))}
        >
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
