import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconPin, IconPinFilled, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Dataset, DatasetSource } from '../../../../../shared/datasets.ts'
import { runCommand } from '../../../app/commands/command-bus.ts'
import { errorData } from '../../../app/notice.ts'
import { connectionsQuery, datasetsQuery, useSettings } from '../../../app/queries.ts'
import { useWorkspace } from '../../../app/workspace.ts'
import { InlineError } from '../../../ui/error-state/error-state.tsx'
import { dateTimeText } from '../../../ui/time/date-text.ts'
import css from './dataset-list.module.css'
import { progressText, sizeText } from './load-words.ts'
import { tabOf } from './tab-of-dataset.ts'
import { type DatasetActions, useDatasetActions } from './use-dataset-actions.ts'

/** Every dataset on this computer with its size and age: opened, kept, or deleted. */
export function DatasetList() {
  const { data, error } = useQuery(datasetsQuery)
  const actions = useDatasetActions()
  if (error !== null) return <InlineError error={errorData(error)} />
  if (data === undefined) return null
  return (
    <>
      {data.length === 0 ? (
        <p className={css.none}>
          No documents are on this computer. Those that are not kept go when the app ends.
        </p>
      ) : (
        <ul aria-label="Datasets">
          {[...data]
            .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
            .map(dataset => (
              <DatasetLine key={dataset.id} dataset={dataset} actions={actions} />
            ))}
        </ul>
      )}
      <Button className={css.open ?? ''} onClick={() => runCommand('open-file')}>
        Open a file
      </Button>
    </>
  )
}

interface DatasetLineProps {
  readonly dataset: Dataset
  readonly actions: DatasetActions
}

function DatasetLine({ dataset, actions }: DatasetLineProps) {
  const { name, source, state, createdAt, diskBytes, pinned, documents } = dataset
  const { timeZone } = useSettings()
  const connections = useQuery(connectionsQuery).data?.connections
  const connectionId = source.kind === 'file' ? null : source.connectionId
  const connection = connections?.find(({ id }) => id === connectionId)
  const isOpenable = state === 'ready' || connection !== undefined
  const size = state === 'ready' ? `${documents.toLocaleString('en-GB')} documents` : progressText(dataset)
  return (
    <li className={css.line}>
      <div className={css.about}>
        <span className={css.name}>{name}</span>
        <p className={css.facts}>
          {originText(source, connection?.name)}, {size}
          {isFiltered(source) && ' that match a filter'}, {sizeText(diskBytes)} on disk, loaded{' '}
          {dateTimeText(createdAt, timeZone)}
        </p>
      </div>
      <Button
        size="compact-xs"
        disabled={!isOpenable}
        onClick={() => useWorkspace.getState().open(tabOf(dataset, connection !== undefined))}
      >
        Open
      </Button>
      <Tooltip label={pinned ? 'Kept when the app ends. Press to let it go.' : 'Keep it when the app ends'}>
        <ActionIcon
          size="sm"
          aria-label={`Keep ${name}`}
          aria-pressed={pinned}
          onClick={() => actions.pin(dataset, !pinned)}
        >
          {pinned ? <IconPinFilled size={14} aria-hidden /> : <IconPin size={14} aria-hidden />}
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Delete from this computer">
        <ActionIcon size="sm" aria-label={`Delete ${name}`} onClick={() => actions.remove(dataset)}>
          <IconTrash size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </li>
  )
}

function originText(source: DatasetSource, connection = 'a connection that is gone'): string {
  if (source.kind === 'file') return `the file ${source.file}`
  return source.kind === 'response' ? `an answer on ${connection}` : connection
}

function isFiltered(source: DatasetSource): boolean {
  if (source.kind !== 'collection') return false
  const { filter, q, search } = source.query
  return filter !== '' || q !== '' || search !== ''
}
