import { Menu } from '@mantine/core'
import {
  IconCopy,
  IconExternalLink,
  IconKey,
  IconPencil,
  IconShieldCheck,
  IconTrash,
} from '@tabler/icons-react'
import type { Connection } from '../../../../shared/connection.ts'
import { duplicateConnection, openConnection } from '../../app/connection-actions.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { deleteConnection } from './delete-connection.tsx'

export interface MenuPlace {
  readonly connection: Connection
  /** Pixels from the window's corner. */
  readonly x: number
  readonly y: number
}

const icon = { size: 14, 'aria-hidden': true } as const

/** What can be done with a connection, where it was asked for. */
export function ConnectionMenu({
  place,
  onClose,
}: {
  readonly place: MenuPlace
  readonly onClose: () => void
}) {
  const { connection, x, y } = place
  const { open } = useWorkspace.getState()
  const connectionId = connection.id
  return (
    <Menu opened onClose={onClose} position="bottom-start" offset={2} width={200} returnFocus>
      <Menu.Target>
        <span style={{ position: 'fixed', left: x, top: y, width: 0, height: 0 }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={connection.name}>
        <Menu.Item
          leftSection={<IconExternalLink {...icon} />}
          rightSection={<Keys keys="Enter" />}
          aria-keyshortcuts="Enter"
          onClick={() => openConnection(connectionId)}
        >
          Open
        </Menu.Item>
        <Menu.Item
          leftSection={<IconShieldCheck {...icon} />}
          onClick={() => open({ kind: 'check', connectionId })}
        >
          Check access
        </Menu.Item>
        <Menu.Item leftSection={<IconKey {...icon} />} onClick={() => open({ kind: 'token', connectionId })}>
          Token panel
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconPencil {...icon} />}
          onClick={() => open({ kind: 'editor', connectionId, fromClipboard: false })}
        >
          Edit
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy {...icon} />}
          onClick={() => void duplicateConnection(connectionId)}
        >
          Duplicate
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconTrash {...icon} />}
          rightSection={<Keys keys="Delete" />}
          aria-keyshortcuts="Delete"
          onClick={() => void deleteConnection(connection)}
        >
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** The key of an entry, as a picture: said by `aria-keyshortcuts`, it is no part of the entry's name. */
function Keys({ keys }: { readonly keys: string }) {
  return (
    <span aria-hidden>
      <KeyHint keys={keys} />
    </span>
  )
}
