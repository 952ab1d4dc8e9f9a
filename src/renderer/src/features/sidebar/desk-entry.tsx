import { Tooltip } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { runCommand } from '../../app/commands/command-bus.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { classNames } from '../../ui/class-names.ts'
import { keysText } from '../../ui/key-hint.tsx'
import styles from './desk-entry.module.css'

/** The way to the credential desk, with the number of connections that it will show. */
export function DeskEntry({ count, rail = false }: { readonly count: number; readonly rail?: boolean }) {
  const current = useWorkspace(
    state => state.tabs.find(tab => tab.id === state.activeId)?.content.kind === 'desk',
  )
  return (
    <Tooltip label={`Credential desk (${keysText('Mod+D')})`} position="right">
      <button
        type="button"
        aria-label={rail ? `Credential desk ${count}` : undefined}
        aria-current={current ? 'page' : undefined}
        className={classNames(styles.entry, rail && styles.rail, current && styles.current)}
        onClick={() => runCommand('desk')}
      >
        <IconListCheck size={16} aria-hidden />
        {!rail && <span className={styles.name}>Credential desk</span>}
        {!rail && <span className={styles.count}>{count}</span>}
      </button>
    </Tooltip>
  )
}
