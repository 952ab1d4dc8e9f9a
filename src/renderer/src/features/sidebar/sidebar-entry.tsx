import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import type { CommandId } from '../../../../shared/contract.ts'
import { runCommand } from '../../app/commands/command-bus.ts'
import { type TabContent, useWorkspace } from '../../app/workspace.ts'
import { classNames } from '../../ui/class-names.ts'
import { keysText } from '../../ui/key-hint.tsx'
import styles from './sidebar-entry.module.css'

interface SidebarEntryProps {
  readonly label: string
  /** Name in the rail, where only the icon is seen. */
  readonly railLabel: string
  readonly keys: string
  readonly command: CommandId
  /** Kind of the tabs that the entry leads to. */
  readonly kind: TabContent['kind']
  readonly icon: ReactNode
  /** Null: nothing to count. */
  readonly count: number | null
  readonly rail: boolean
}

/** A way from the top of the sidebar to a screen of its own. */
export function SidebarEntry(props: SidebarEntryProps) {
  const { label, railLabel, keys, command, kind, icon, count, rail } = props
  const current = useWorkspace(
    state => state.tabs.find(tab => tab.id === state.activeId)?.content.kind === kind,
  )
  return (
    <Tooltip label={`${label} (${keysText(keys)})`} position="right">
      <button
        type="button"
        aria-label={rail ? railLabel : undefined}
        aria-current={current ? 'page' : undefined}
        className={classNames(styles.entry, rail && styles.rail, current && styles.current)}
        onClick={() => runCommand(command)}
      >
        {icon}
        {!rail && <span className={styles.name}>{label}</span>}
        {!rail && count !== null && <span className={styles.count}>{count}</span>}
      </button>
    </Tooltip>
  )
}
