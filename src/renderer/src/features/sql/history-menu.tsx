import { Button, Menu } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { SqlHistoryEntry } from '../../../../shared/sql.ts'
import { invoke } from '../../app/client.ts'
import { useNotice } from '../../app/notice.ts'
import { useSettings } from '../../app/queries.ts'
import { queryKeys } from '../../app/query-keys.ts'
import { dateTimeText } from '../../ui/time/date-text.ts'
import css from './sql-view.module.css'

/** Entries that are drawn; older ones are rarely looked for in a menu. */
const mostShown = 50

/** Statements that were run on this computer; picking one puts it in the place of the present one. */
export function HistoryMenu({ onPick }: { onPick(text: string): void }) {
  const [open, setOpen] = useState(false)
  const { timeZone } = useSettings()
  const cache = useQueryClient()
  const { data, isError } = useQuery({
    queryKey: queryKeys.sqlConsole,
    queryFn: () => invoke('sql.console', {}),
    enabled: open,
    staleTime: 0,
  })
  const entries = data?.entries ?? []
  const clear = async (): Promise<void> => {
    try {
      await invoke('sql.clearHistory', {})
      await cache.invalidateQueries({ queryKey: queryKeys.sqlConsole })
    } catch (error) {
      useNotice.getState().show(error)
    }
  }
  return (
    <Menu position="bottom-end" opened={open} onChange={setOpen}>
      <Menu.Target>
        <Button variant="subtle" color="gray" leftSection={<IconHistory size={14} aria-hidden />}>
          History
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={css.menu ?? ''}>
        <Menu.Label>{labelOf(entries, isError)}</Menu.Label>
        {entries.slice(0, mostShown).map(entry => (
          <Menu.Item key={entry.text} onClick={() => onPick(entry.text)}>
            <span className={css.entry} title={entry.text}>
              {entry.text.trim()}
            </span>
            <span className={css.entryFacts}>
              {dateTimeText(entry.at, timeZone)}, {outcomeOf(entry)}
            </span>
          </Menu.Item>
        ))}
        {entries.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Item color="red" onClick={() => void clear()}>
              Clear history
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function labelOf(entries: readonly SqlHistoryEntry[], isError: boolean): string {
  if (isError) return 'The history could not be read.'
  return entries.length === 0 ? 'Nothing was run yet.' : 'Run before, newest first'
}

function outcomeOf({ state, rows }: SqlHistoryEntry): string {
  if (rows !== null) return `${rows.toLocaleString('en-GB')} ${rows === 1 ? 'row' : 'rows'}`
  return state === 'rows' ? 'rows' : state
}
