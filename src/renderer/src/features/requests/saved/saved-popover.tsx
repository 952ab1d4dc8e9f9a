import { Button, Popover } from '@mantine/core'
import { IconFolders } from '@tabler/icons-react'
import { useState } from 'react'
import { useNarrowWindow } from '../../../app/window-width.ts'
import { SavedPanel } from './saved-panel.tsx'

/** The saved requests where the window has no room for them in the sidebar. */
export function SavedPopover() {
  const [open, setOpen] = useState(false)
  if (!useNarrowWindow()) return null
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconFolders size={14} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          Saved
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <SavedPanel onOpened={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}
