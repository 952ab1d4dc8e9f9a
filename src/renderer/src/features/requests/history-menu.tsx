import { Button, Popover, TextInput, UnstyledButton } from '@mantine/core'
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
  const [search, setSearch] = useState('')
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
  const found = data.filter(entry => matches(entry, search))
  const pick = (request: BuiltRequest): void => {
    setOpen(false)
    onPick(request)
  }
  return (
    <Popover position="bottom-end" opened={open} onChange={setOpen} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconHistory size={14} aria-hidden />}
          onClick={() => setOpen(!open)}
        >
          History
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="History" className={css.history ?? ''}>
        {data.length > 0 && (
          <TextInput
            data-autofocus
            aria-label="Search history"
            placeholder="Method, path, body or status"
            value={search}
            onChange={event => setSearch(event.currentTarget.value)}
          />
        )}
        <p className={css.historyNote} role="status">
          {labelOf(connection, data, found.length, isError)}
        </p>
        <ul className={css.historyList}>
          {found.slice(0, mostShown).map((entry, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity, and the list is drawn anew when it is opened
            <li key={at}>
              <UnstyledButton className={css.historyEntry ?? ''} onClick={() => pick(entry.request)}>
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
              </UnstyledButton>
            </li>
          ))}
        </ul>
        {data.length > 0 && <Button onClick={() => void clear()}>Clear history</Button>}
      </Popover.Dropdown>
    </Popover>
  )
}

/** Whether every word of a search stands somewhere in what was sent, or is the status. */
function matches({ request, status }: HistoryEntry, search: string): boolean {
  const parts = [request.method, request.path, String(status ?? 'no answer'), request.body.text]
  const rows = [...request.query, ...request.values, ...request.headers]
  const text = [...parts, ...rows.map(({ name, value }) => `${name}=${value}`)].join('\n').toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word))
}

function labelOf(
  { keepHistory }: Connection,
  entries: readonly HistoryEntry[],
  found: number,
  failed: boolean,
): string {
  if (failed) return 'The history could not be read.'
  if (!keepHistory) {
    return entries.length === 0
      ? 'This connection keeps no history.'
      : 'This connection keeps no more. What was kept before stays until you clear it.'
  }
  return entries.length === 0
    ? 'Requests that you send are kept here, without secrets.'
    : found > mostShown
      ? `The newest ${mostShown} of ${found}`
      : `${found === entries.length ? found : `${found} of ${entries.length}`} sent on this connection`
}
