import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { IconDownload, IconHistory, IconPlayerPlay, IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import type { Connection } from '../../../../shared/connection.ts'
import { type ListFormat, listFormats, type ReportFormat, reportFormats } from '../../../../shared/desk.ts'
import { invoke } from '../../app/client.ts'
import { useNarrowWindow } from '../../app/window-width.ts'
import { HeaderBar } from '../../ui/header-bar.tsx'
import styles from './credential-desk.module.css'
import { atDesk, chooseImport } from './desk-state.ts'
import ghost from './ghost-button.module.css'
import { tell } from './tell.ts'

const icon = { size: 14, 'aria-hidden': true } as const

interface DeskHeaderProps {
  readonly connections: readonly Connection[]
  /** Connections that the filters leave, in the order of the table. */
  readonly shownIds: readonly string[]
  readonly isFiltered: boolean
  /** Whether a run is under way. */
  readonly active: boolean
  readonly comparing: boolean
  readonly onCompare: () => void
  readonly onCheck: (ids: readonly string[]) => void
}

export function DeskHeader(props: DeskHeaderProps) {
  const { connections, shownIds, isFiltered, active, comparing, onCompare, onCheck } = props
  const narrow = useNarrowWindow()
  const customers = new Set(connections.map(({ customer }) => customer).filter(name => name !== '')).size
  const compare = { 'aria-pressed': comparing, onClick: onCompare }
  return (
    <HeaderBar
      actions={
        <>
          <ImportButton />
          <ReportMenu connectionIds={shownIds} isFiltered={isFiltered} />
          {narrow ? (
            <Tooltip label="Compare with the run before">
              <ActionIcon variant={comparing ? 'default' : 'subtle'} aria-label="Compare" {...compare}>
                <IconHistory {...icon} />
              </ActionIcon>
            </Tooltip>
          ) : (
            <Button
              variant={comparing ? 'default' : 'subtle'}
              className={ghost.ghost ?? ''}
              leftSection={<IconHistory {...icon} />}
              {...compare}
            >
              Compare
            </Button>
          )}
          <Button
            variant="filled"
            leftSection={<IconPlayerPlay {...icon} />}
            disabled={active || shownIds.length === 0}
            onClick={() => onCheck(shownIds)}
          >
            {isFiltered && shownIds.length > 0 ? `Check ${shownIds.length} shown` : 'Check all'}
          </Button>
        </>
      }
    >
      <h1 className={styles.title}>Credential desk</h1>
      {!narrow && (
        <span className={styles.count}>
          {counted(connections.length, 'connection')}
          {customers > 0 && `, ${counted(customers, 'customer')}`}
        </span>
      )}
    </HeaderBar>
  )
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

export function ImportButton({ primary = false }: { readonly primary?: boolean }) {
  const [reading, setReading] = useState(false)
  return (
    <Button
      variant={primary ? 'filled' : 'subtle'}
      className={primary ? '' : (ghost.ghost ?? '')}
      leftSection={<IconUpload {...icon} />}
      disabled={reading}
      onClick={() => {
        setReading(true)
        atDesk(chooseImport().finally(() => setReading(false)))
      }}
    >
      {reading ? 'Reading' : 'Import'}
    </Button>
  )
}

const formatWords: Readonly<Record<ReportFormat, string>> = {
  csv: 'CSV, for a spreadsheet',
  json: 'JSON, for programs',
  html: 'HTML, one page to read or print',
}

const listWords: Readonly<Record<ListFormat, string>> = {
  csv: 'List of connections, CSV',
  json: 'List of connections, JSON',
}

interface ReportMenuProps {
  readonly connectionIds: readonly string[]
  readonly isFiltered: boolean
}

/** Saves a report over what the table shows, in its order. */
function ReportMenu({ connectionIds, isFiltered }: ReportMenuProps) {
  const save = async (format: ReportFormat): Promise<void> => {
    const saved = await invoke('desk.saveReport', { connectionIds: [...connectionIds], format })
    if (saved !== null) tell(`The report is in ${saved.path}.`)
  }
  const saveList = async (format: ListFormat): Promise<void> => {
    const saved = await invoke('desk.saveList', { connectionIds: [...connectionIds], format })
    if (saved !== null) tell(`The list is in ${saved.path}.`)
  }
  return (
    <Menu position="bottom-end" width={250}>
      <Menu.Target>
        <Button
          variant="subtle"
          className={ghost.ghost ?? ''}
          leftSection={<IconDownload {...icon} />}
          disabled={connectionIds.length === 0}
        >
          Export report
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label="Export report">
        <Menu.Label>
          {isFiltered ? `The ${connectionIds.length} shown` : 'All connections'}, without secrets
        </Menu.Label>
        {reportFormats.map(format => (
          <Menu.Item key={format} onClick={() => atDesk(save(format))}>
            {formatWords[format]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {listFormats.map(format => (
          <Menu.Item key={format} onClick={() => atDesk(saveList(format))}>
            {listWords[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
