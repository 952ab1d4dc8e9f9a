import { ActionIcon, Select, Tooltip } from '@mantine/core'
import { IconDownload, IconExternalLink } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import type { BodyArray, Dataset } from '../../../../../shared/datasets.ts'
import type { ErrorData } from '../../../../../shared/errors.ts'
import { invoke } from '../../../app/client.ts'
import { errorData } from '../../../app/notice.ts'
import { datasetsQuery } from '../../../app/queries.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import { useWorkspace } from '../../../app/workspace.ts'
import { ErrorState } from '../../../ui/error-state/error-state.tsx'
import { TableSkeleton } from '../../explorer/documents/table/table-skeleton.tsx'
import { ViewSwitch } from '../../explorer/documents/view-switch.tsx'
import { DatasetDocuments } from './dataset-documents.tsx'
import css from './response-table.module.css'

interface ResponseTableProps {
  readonly connectionId: string
  readonly responseId: string
  /** What the dataset is called. */
  readonly name: string
}

/** A list in the body of an answer as a table. The rows are there before all of the body is read. */
export function ResponseTable({ connectionId, responseId, name }: ResponseTableProps) {
  const panelId = useId()
  const [path, setPath] = useState<readonly string[] | null>(null)
  const [started, setStarted] = useState<Dataset | ErrorData | null>(null)
  const cache = useQueryClient()
  useEffect(() => {
    setStarted(null)
    invoke('datasets.fromResponse', {
      connectionId,
      responseId,
      path: path === null ? null : [...path],
      name,
    })
      .then(made => {
        cache.setQueryData(datasetsQuery.queryKey, (known = []) =>
          known.some(({ id }) => id === made.id) ? known : [...known, made],
        )
        setStarted(made)
      })
      .catch((error: unknown) => setStarted(errorData(error)))
  }, [cache, connectionId, responseId, path, name])
  const datasets = useQuery(datasetsQuery).data
  if (started === null) return <TableSkeleton />
  if (!('id' in started)) return <ErrorState error={started} />
  const dataset = datasets?.find(({ id }) => id === started.id)
  if (dataset === undefined) return <TableSkeleton />
  return (
    <DatasetDocuments
      key={dataset.id}
      dataset={dataset}
      panelId={panelId}
      bar={({ state, columnsMenu, onChange, onExport }) => (
        <div className={css.narrow}>
          <div className={css.tools}>
            <ListChoice responseId={responseId} path={path} onChange={setPath} />
            <ViewSwitch mode={state.mode} panelId={panelId} onChange={mode => onChange({ mode })} />
            {columnsMenu}
            <Tooltip label="Export…">
              <ActionIcon aria-label="Export…" disabled={dataset.state !== 'ready'} onClick={onExport}>
                <IconDownload size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Tooltip label="Open as dataset">
              <ActionIcon
                aria-label="Open as dataset"
                onClick={() => useWorkspace.getState().open({ kind: 'dataset', datasetId: dataset.id })}
              >
                <IconExternalLink size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </div>
        </div>
      )}
    />
  )
}

interface ListChoiceProps {
  readonly responseId: string
  readonly path: readonly string[] | null
  onChange(path: readonly string[] | null): void
}

/** Which list of the body is shown. They are looked for when somebody wants to choose. */
function ListChoice({ responseId, path, onChange }: ListChoiceProps) {
  const [opened, setOpened] = useState(false)
  const { data = [] } = useQuery({
    queryKey: queryKeys.bodyArrays(responseId),
    queryFn: ({ signal }) => invoke('datasets.arrays', { responseId }, signal),
    enabled: opened,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Select
      aria-label="List in the body"
      className={css.choice ?? ''}
      allowDeselect={false}
      data={[
        { value: found, label: 'The list that is found' },
        ...data.map(array => ({ value: JSON.stringify(array.path), label: labelOf(array) })),
      ]}
      value={path === null ? found : JSON.stringify(path)}
      onDropdownOpen={() => setOpened(true)}
      onChange={value => {
        const chosen = data.find(array => JSON.stringify(array.path) === value)
        onChange(chosen?.path ?? null)
      }}
    />
  )
}

const found = 'found'

function labelOf({ path, entries }: BodyArray): string {
  const count = `${entries.toLocaleString('en-GB')} ${entries === 1 ? 'entry' : 'entries'}`
  return `${path.length === 0 ? 'The whole body' : path.join('.')}, ${count}`
}
