import { Tooltip } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { Connection } from '../../../../shared/connection.ts'
import { openConnection } from '../../app/connection-actions.ts'
import { openConnectionIds } from '../../app/open-connections.ts'
import { useWorkspace } from '../../app/workspace.ts'
import { classNames } from '../../ui/class-names.ts'
import { VerdictShape } from '../../ui/verdict/verdict-shape.tsx'
import { useConnectionState } from './connection-state.ts'
import styles from './sidebar.module.css'
import { byCustomer } from './sidebar-rows.ts'

/** The connections in 52 px: their shapes, with the names in tooltips. */
export function ConnectionRail({ connections }: { readonly connections: readonly Connection[] }) {
  const tabs = useWorkspace(state => state.tabs)
  const active = useWorkspace(state => state.tabs.find(tab => tab.id === state.activeId)?.content)
  const activeId = active !== undefined && 'connectionId' in active ? active.connectionId : null
  const open = new Set(openConnectionIds(tabs))
  return (
    <ul aria-label="Connections" className={styles.railList}>
      {byCustomer(connections).flatMap(([customer, own]) =>
        own.map(connection => (
          <li key={connection.id}>
            <RailButton
              connection={connection}
              customer={customer}
              isOpen={open.has(connection.id)}
              current={connection.id === activeId}
            />
          </li>
        )),
      )}
    </ul>
  )
}

interface RailButtonProps {
  readonly connection: Connection
  readonly customer: string
  readonly isOpen: boolean
  readonly current: boolean
}

function RailButton({ connection, customer, isOpen, current }: RailButtonProps) {
  const state = useConnectionState(connection.id, isOpen)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (current) button.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <Tooltip label={`${customer}: ${connection.name}`} position="right">
      <button
        ref={button}
        type="button"
        aria-label={`${connection.name}, ${customer}, ${state.word}`}
        aria-current={current ? 'true' : undefined}
        className={classNames(styles.railButton, current && styles.current)}
        onClick={() => openConnection(connection.id)}
      >
        <VerdictShape tone={state.tone} />
      </button>
    </Tooltip>
  )
}
