import { Button, Modal, Pagination } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type {
  ChangedDocument,
  Dataset,
  DatasetChanges,
  DatasetFilter,
} from '../../../../../shared/datasets.ts'
import { invoke } from '../../../app/client.ts'
import { errorData, useNotice } from '../../../app/notice.ts'
import { datasetsQuery } from '../../../app/queries.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import { InlineError } from '../../../ui/error-state/error-state.tsx'
import { ChangedFields } from '../../explorer/documents/detail/changed-fields.tsx'
import type { CellFormat } from '../../explorer/documents/table/cell-text.ts'
import css from './changes-button.module.css'
import { changesText } from './load-words.ts'

/** Documents that come at a time, and IDs that one condition takes. */
const pageSize = 100
const maxIds = 1000

interface ChangesButtonProps {
  readonly dataset: Dataset
  readonly format: CellFormat
  /** Shows only the documents that meet a condition. */
  onFilter(filter: DatasetFilter): void
}

/** What a refresh brought, in a few words, and each document on demand. Nothing where there is no version before. */
export function ChangesButton({ dataset, format, onFilter }: ChangesButtonProps) {
  const [opened, setOpened] = useState(false)
  const hasBefore = useQuery(datasetsQuery).data?.some(({ id }) => id === dataset.previousId) ?? false
  const [page, setPage] = useState(1)
  const { data, error } = useQuery({
    queryKey: [...queryKeys.dataset(dataset.id), 'changes', page],
    queryFn: ({ signal }) => changesFrom(dataset.id, (page - 1) * pageSize, signal),
    enabled: hasBefore,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  })
  if (!hasBefore || (data === undefined && error === null)) return null
  const all = data === undefined ? 0 : data.added + data.changed + data.removed
  const toShow = data === undefined ? 0 : data.added + data.changed
  const showOnly = async (): Promise<void> => {
    const ids: string[] = []
    for (let from = 0; ids.length < maxIds; from += pageSize) {
      const page = await changesFrom(dataset.id, from)
      ids.push(...page.documents.flatMap(({ kind, id }) => (kind === 'removed' || id === null ? [] : [id])))
      if (page.documents.length < pageSize) break
    }
    setOpened(false)
    if (ids.length > 0) onFilter({ kind: 'values', keys: ['_id'], values: ids.slice(0, maxIds) })
  }
  return (
    <>
      <Button variant="subtle" size="compact-xs" onClick={() => setOpened(true)}>
        {data === undefined ? 'Changes' : changesText(data)}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title="Changes since the load before" size="lg">
        {error !== null && <InlineError error={errorData(error)} />}
        <ul key={page} aria-label="Changed documents" className={css.list}>
          {data?.documents.map((document, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: IDs may be missing or repeat, and a page stays as it is
            <Change key={`${page} ${at}`} document={document} format={format} />
          ))}
        </ul>
        <div className={css.foot}>
          {all > pageSize && (
            <Pagination
              withEdges
              size="sm"
              total={Math.ceil(all / pageSize)}
              value={page}
              onChange={setPage}
              getItemProps={number => ({ 'aria-label': `Page ${number}` })}
              getControlProps={control => ({ 'aria-label': controlNames[control] })}
            />
          )}
          {toShow > 0 && (
            <Button onClick={() => void showOnly().catch(useNotice.getState().show)}>
              {toShow > maxIds
                ? `Show only the first ${maxIds.toLocaleString('en-GB')}`
                : 'Show only added and changed'}
            </Button>
          )}
        </div>
      </Modal>
    </>
  )
}

function changesFrom(datasetId: string, from: number, signal?: AbortSignal): Promise<DatasetChanges> {
  return invoke('datasets.changes', { datasetId, from, to: from + pageSize }, signal)
}

const controlNames = {
  first: 'First page',
  previous: 'Previous page',
  next: 'Next page',
  last: 'Last page',
} as const

const kindWords = { added: 'Added', changed: 'Changed', removed: 'Removed' } as const

function Change({ document, format }: { readonly document: ChangedDocument; readonly format: CellFormat }) {
  const { kind, id, fields } = document
  return (
    <li className={css.change}>
      <p>
        {kindWords[kind]} <code>{id ?? 'a document without _id'}</code>
      </p>
      {fields.length > 0 && <ChangedFields fields={fields} format={format} />}
    </li>
  )
}
