import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DocumentQuery } from '../../../../../../shared/documents.ts'
import { invoke } from '../../../../app/client.ts'
import { queryKeys } from '../../../../app/query-keys.ts'
import type { CollectionPlace } from '../documents-place.ts'
import css from './query-bar.module.css'
import { queryLine } from './query-draft.ts'

interface QueryHistoryProps {
  readonly place: CollectionPlace
  onPick(query: DocumentQuery): void
}

/** Queries that were run on this collection before; picking one runs it again. */
export function QueryHistory({ place, onPick }: QueryHistoryProps) {
  const [open, setOpen] = useState(false)
  const { connectionId, applicationId, collectionId } = place
  const { data = [], isError } = useQuery({
    queryKey: queryKeys.queryHistory(connectionId, applicationId, collectionId),
    queryFn: () => invoke('queries.history', { connectionId, applicationId, collectionId }),
    enabled: open,
  })
  return (
    <Menu position="bottom-end" opened={open} onChange={setOpen}>
      <Menu.Target>
        <Tooltip label="Query history">
          <ActionIcon size="sm" aria-label="Query history" className={css.filterButton ?? ''}>
            <IconHistory size={14} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown className={css.history ?? ''}>
        <Menu.Label>{labelOf(data.length, isError)}</Menu.Label>
        {data.map(query => (
          <Menu.Item key={JSON.stringify(query)} onClick={() => onPick(query)}>
            <span className={css.historyLine}>{queryLine(query)}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function labelOf(length: number, failed: boolean): string {
  if (failed) return 'The history could not be read.'
  return length === 0 ? 'Queries that you run are kept here.' : 'Run again'
}
