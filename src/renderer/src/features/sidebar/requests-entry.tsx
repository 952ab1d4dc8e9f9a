import { IconSend } from '@tabler/icons-react'
import { useWorkspace } from '../../app/workspace.ts'
import { SidebarEntry } from './sidebar-entry.tsx'

/** The way to the open requests, with their number; without any it opens a new one. */
export function RequestsEntry({ rail = false }: { readonly rail?: boolean }) {
  const count = useWorkspace(state => state.tabs.filter(tab => tab.content.kind === 'request').length)
  return (
    <SidebarEntry
      label="Requests"
      railLabel="Requests"
      keys="Mod+Shift+R"
      command="requests"
      kind="request"
      icon={<IconSend size={16} aria-hidden />}
      count={count === 0 ? null : count}
      rail={rail}
    />
  )
}
