import { Button, Modal } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
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
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [...queryKeys.dataset(dataset.id), 'changes'],
    queryFn: ({ pageParam, signal }) => changesFrom(dataset.id, pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: (last: DatasetChanges, pages: readonly DatasetChanges[]) =>
      last.documents.length < pageSize ? null : pages.length * pageSize,
    enabled: hasBefore,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [first] = data?.pages ?? []
  const documents = data?.pages.flatMap(page => page.documents) ?? []
  if (!hasBefore || (first === undefined && error === null)) return null
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
        {first === undefined ? 'Changes' : changesText(first)}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title="Changes since the load before" size="lg">
        {error !== null && <InlineError error={errorData(error)} />}
        <ul aria-label="Changed documents" className={css.list}>
          {documents.map((document, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: IDs may be missing or repeat, and the list only grows
            <Change key={at} document={document} format={format} />
          ))}
        </ul>
        <div className={css.foot}>
          {hasNextPage && <Button onClick={() => void fetchNextPage()}>Show more</Button>}
          {first !== undefined && first.added + first.changed > 0 && (
            <Button onClick={() => void showOnly().catch(useNotice.getState().show)}>
              Show only added and changed
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
