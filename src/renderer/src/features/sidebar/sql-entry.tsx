import { IconTerminal2 } from '@tabler/icons-react'
import { SidebarEntry } from './sidebar-entry.tsx'

/** The way to SQL over the loaded datasets. */
export function SqlEntry({ rail = false }: { readonly rail?: boolean }) {
  return (
    <SidebarEntry
      label="SQL"
      railLabel="SQL"
      keys="Mod+Shift+S"
      command="sql"
      kind="sql"
      icon={<IconTerminal2 size={16} aria-hidden />}
      count={null}
      rail={rail}
    />
  )
}
