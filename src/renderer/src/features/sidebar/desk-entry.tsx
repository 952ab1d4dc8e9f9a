import { IconListCheck } from '@tabler/icons-react'
import { SidebarEntry } from './sidebar-entry.tsx'

/** The way to the credential desk, with the number of connections that it will show. */
export function DeskEntry({ count, rail = false }: { readonly count: number; readonly rail?: boolean }) {
  return (
    <SidebarEntry
      label="Credential desk"
      railLabel={`Credential desk ${count}`}
      keys="Mod+D"
      command="desk"
      kind="desk"
      icon={<IconListCheck size={16} aria-hidden />}
      count={count}
      rail={rail}
    />
  )
}
