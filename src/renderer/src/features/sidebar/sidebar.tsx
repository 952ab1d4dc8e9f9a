import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { runCommand } from '../../app/commands/command-bus.ts'
import { errorData } from '../../app/notice.ts'
import { connectionsQuery } from '../../app/queries.ts'
import { InlineError } from '../../ui/error-state/error-state.tsx'
import { KeyHint, keysText } from '../../ui/key-hint.tsx'
import { Mark } from '../../ui/mark.tsx'
import { ConnectionRail } from './connection-rail.tsx'
import { ConnectionTree } from './connection-tree.tsx'
import { DeskEntry } from './desk-entry.tsx'
import { RequestsEntry } from './requests-entry.tsx'
import { RequestsWithSaved } from './saved-requests.tsx'
import styles from './sidebar.module.css'
import { RailNotes, SidebarNotes } from './sidebar-notes.tsx'
import { SqlEntry } from './sql-entry.tsx'

/** Connections: found, opened, added. In a narrow window a rail of shapes. */
export function Sidebar({ rail }: { readonly rail: boolean }) {
  return <div className={styles.sidebar}>{rail ? <Rail /> : <Full />}</div>
}

function Rail() {
  const connections = useQuery(connectionsQuery).data?.connections ?? []
  return (
    <>
      <div className={styles.railBrand}>
        <Mark size={18} />
      </div>
      <Tooltip label={`Command palette (${keysText('Mod+K')})`} position="right">
        <button
          type="button"
          aria-label="Search"
          className={styles.railSearch}
          onClick={() => runCommand('palette')}
        >
          <IconSearch size={14} aria-hidden />
        </button>
      </Tooltip>
      <DeskEntry count={connections.length} rail />
      <RequestsEntry rail />
      <SqlEntry rail />
      <nav aria-label="Connections" className={styles.scroll}>
        <ConnectionRail connections={connections} />
      </nav>
      <RailNotes />
      <Tooltip label="New connection" position="right">
        <ActionIcon
          aria-label="New connection"
          className={styles.railAdd}
          onClick={() => runCommand('new-connection')}
        >
          <IconPlus size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </>
  )
}

function Full() {
  const { data, error, refetch } = useQuery(connectionsQuery)
  const [search, setSearch] = useState('')
  const tree = useRef<HTMLDivElement>(null)
  const connections = data?.connections ?? []
  return (
    <>
      <div className={styles.brand}>
        <Mark />
        <b>Weightron Explorer</b>
        <Tooltip label={`New connection (${keysText('Mod+N')})`}>
          <ActionIcon
            size="sm"
            aria-label="New connection"
            className={styles.add}
            onClick={() => runCommand('new-connection')}
          >
            <IconPlus size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      <TextInput
        aria-label="Search connections"
        placeholder="Search connections"
        className={styles.search ?? ''}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={search === '' ? <KeyHint keys="Mod+K" /> : undefined}
        rightSectionWidth={search === '' ? 48 : 0}
        rightSectionPointerEvents="none"
        value={search}
        onChange={event => setSearch(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') setSearch('')
          if (event.key === 'ArrowDown') tree.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
        }}
      />
      <DeskEntry count={connections.length} />
      <RequestsWithSaved />
      <SqlEntry />
      <nav aria-label="Connections" className={styles.scroll}>
        {error !== null && (
          <div className={styles.failed}>
            <InlineError error={errorData(error)} />
            <Button onClick={() => void refetch()}>Try again</Button>
          </div>
        )}
        {data !== undefined && connections.length === 0 && (
          <>
            <h2 className={styles.emptyTitle}>Connections</h2>
            <p className={styles.hint}>
              None yet. A connection is one set of client credentials and where it is used.
            </p>
          </>
        )}
        {connections.length > 0 && (
          <ConnectionTree connections={connections} search={search} treeRef={tree} />
        )}
      </nav>
      <SidebarNotes problems={data?.problems ?? []} />
    </>
  )
}
