import { Button, Menu } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Connection } from '../../../../shared/connection.ts'
import type { BuiltRequest, HistoryEntry } from '../../../../shared/requests.ts'
import { invoke } from '../../app/client.ts'
import { useNotice } from '../../app/notice.ts'
import { useSettings } from '../../app/queries.ts'
import { queryKeys } from '../../app/query-keys.ts'
import { dateTimeText } from '../../ui/time/date-text.ts'
import css from './request-view.module.css'
import { durationText } from './status-words.ts'

/** Entries that are drawn; older ones are rarely looked for in a menu. */
const mostShown = 50

interface HistoryMenuProps {
  readonly connection: Connection
  onPick(request: BuiltRequest): void
}

/** What was sent on this connection; picking one puts it in the place of the present request. */
export function HistoryMenu({ connection, onPick }: HistoryMenuProps) {
  const [open, setOpen] = useState(false)
  const { timeZone } = useSettings()
  const cache = useQueryClient()
  const connectionId = connection.id
  const queryKey = queryKeys.requestHistory(connectionId)
  const { data = [], isError } = useQuery({
    queryKey,
    queryFn: () => invoke('requests.history', { connectionId }),
    enabled: open,
    staleTime: 0,
  })
  const clear = async (): Promise<void> => {
    try {
      await invoke('requests.clearHistory', { connectionId })
      await cache.invalidateQueries({ queryKey })
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
        <Menu.Label>{labelOf(connection, data, isError)}</Menu.Label>
        {data.slice(0, mostShown).map((entry, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity, and the list is drawn anew when it is opened
          <Menu.Item key={at} onClick={() => onPick(entry.request)}>
            <span className={css.entry}>
              <span className={css.method}>{entry.request.method}</span>
              <span className={css.path} title={entry.request.path}>
                {entry.request.path}
              </span>
              <span className={css.fact}>
                {entry.status ?? 'no answer'}, {durationText(entry.ms)}
              </span>
              <span className={css.noteLine}>
                {dateTimeText(entry.at, timeZone)}
                {entry.bodyDropped && ', its body was too long to keep'}
              </span>
            </span>
          </Menu.Item>
        ))}
        {data.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => void clear()}>Clear history</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function labelOf({ keepHistory }: Connection, entries: readonly HistoryEntry[], failed: boolean): string {
  if (failed) return 'The history could not be read.'
  if (!keepHistory) return 'This connection keeps no history.'
  return entries.length === 0
    ? 'Requests that you send are kept here, without secrets.'
    : 'Sent on this connection'
}
