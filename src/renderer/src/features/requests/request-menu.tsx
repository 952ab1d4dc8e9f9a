import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import type { BuiltRequest } from '../../../../shared/requests.ts'
import { CurlDialog } from './postman/curl-dialog.tsx'
import { usePostman } from './postman/use-postman.tsx'

interface RequestMenuProps {
  readonly connectionId: string
  readonly title: string
  readonly request: BuiltRequest
  onTaken(request: BuiltRequest): void
}

/** How a request comes in and goes out alone. */
export function RequestMenu({ connectionId, title, request, onTaken }: RequestMenuProps) {
  const [asks, setAsks] = useState(false)
  const { exportRequest } = usePostman()
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" aria-label="Import and export of this request">
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsks(true)}>Import curl</Menu.Item>
          <Menu.Item onClick={() => void exportRequest(connectionId, title, request)}>
            Export as Postman collection
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asks && (
        <CurlDialog
          connectionId={connectionId}
          onClose={() => setAsks(false)}
          onTaken={taken => {
            setAsks(false)
            onTaken(taken)
          }}
        />
      )}
    </>
  )
}
