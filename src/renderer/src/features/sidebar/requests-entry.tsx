import { Tooltip } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { runCommand } from '../../app/commands/command-bus.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { classNames } from '../../ui/class-names.ts'
import { keysText } from '../../ui/key-hint.tsx'
import styles from './desk-entry.module.css'

/** The way to the open requests, with their number; without any it opens a new one. */
export function RequestsEntry({ rail = false }: { readonly rail?: boolean }) {
  const count = useWorkspace(state => state.tabs.filter(tab => tab.content.kind === 'request').length)
  const current = useWorkspace(
    state => state.tabs.find(tab => tab.id === state.activeId)?.content.kind === 'request',
  )
  return (
    <Tooltip label={`Requests (${keysText('Mod+Shift+R')})`} position="right">
      <button
        type="button"
        aria-label={rail ? 'Requests' : undefined}
        aria-current={current ? 'page' : undefined}
        className={classNames(styles.entry, rail && styles.rail, current && styles.current)}
        onClick={() => runCommand('requests')}
      >
        <IconSend size={16} aria-hidden />
        {!rail && <span className={styles.name}>Requests</span>}
        {!rail && count > 0 && <span className={styles.count}>{count}</span>}
      </button>
    </Tooltip>
  )
}
