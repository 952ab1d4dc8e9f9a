import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { type Dataset, type DatasetRows, maxDatasetRows } from '../../../../../shared/datasets.ts'
import type { Column } from '../../../../../shared/documents.ts'
import type { ErrorData } from '../../../../../shared/errors.ts'
import { invoke } from '../../../app/client.ts'
import { errorData } from '../../../app/notice.ts'
import { queryKeys } from '../../../app/query-keys.ts'
import { blocksOf, type RowRange } from '../../explorer/documents/block-window.ts'
import type { RowList } from '../../explorer/documents/row-list.ts'
import { mergeColumns, type TableColumn } from '../../explorer/documents/table/merged-columns.ts'
import { useWantedBlocks } from '../../explorer/documents/use-wanted-blocks.ts'
import { type DatasetSelection, selectionInput } from './dataset-selection.ts'

/** Windows of rows that are left behind are kept for a while; asking again costs the engine a few milliseconds. */
const forgetRowsMs = 30_000

/** The rows of a dataset as far as they are in view. Before there is a table they come in the order of the source. */
export interface DatasetRowList extends RowList {
  /** The columns as the engine gave them last, with how many documents have which type. */
  readonly counted: readonly Column[]
  readonly error: ErrorData | null
}

interface Known {
  readonly of: Dataset | null
  readonly selection: DatasetSelection
  readonly columns: readonly TableColumn[]
  readonly counted: readonly Column[]
  readonly droppedColumns: number
  /** Whether the columns are those of all documents, not of the first. */
  readonly ofTable: boolean
  /** Rows that meet the filters; null until the engine has said so. */
  readonly total: number | null
}

const nothing: readonly TableColumn[] = []

/** Asks the engine for the rows in view. Without a dataset it asks for nothing. */
export function useDatasetRows(
  dataset: Dataset | null,
  selection: DatasetSelection,
  range: RowRange,
): DatasetRowList {
  const cache = useQueryClient()
  const datasetId = dataset?.id ?? ''
  const isTable = dataset?.state === 'ready'
  const documents = dataset?.documents ?? 0
  const keyOf = useCallback(
    (block: number) => {
      if (isTable) return [...queryKeys.dataset(datasetId), 'rows', selection, block]
      // A block that was not whole is asked for again when more has come.
      const soFar = Math.min(documents, (block + 1) * maxDatasetRows)
      return [...queryKeys.dataset(datasetId), 'first rows', block, soFar]
    },
    [datasetId, selection, isTable, documents],
  )
  const isThere = useCallback(
    (block: number) => cache.getQueryData(keyOf(block)) !== undefined,
    [cache, keyOf],
  )
  const wanted = useWantedBlocks(blocksOf(range), isThere)
  const results = useQueries({
    queries: (dataset === null ? [] : wanted).map(block => ({
      queryKey: keyOf(block),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => {
        const from = block * maxDatasetRows
        return invoke(
          'datasets.rows',
          {
            ...(isTable ? selectionInput({ datasetId, ...selection }) : { datasetId }),
            from,
            to: from + maxDatasetRows,
          },
          signal,
        )
      },
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: forgetRowsMs,
    })),
  })
  const windows = new Map<number, DatasetRows>()
  for (const { data } of results) if (data !== undefined) windows.set(data.from / maxDatasetRows, data)

  const [held, setHeld] = useState<Known>({
    ...{
      of: dataset,
      selection,
      columns: nothing,
      counted: [],
      droppedColumns: 0,
      ofTable: false,
      total: null,
    },
  })
  const known = knownAfter(held, dataset, selection, windows.values())
  if (known !== held) setHeld(known)

  const rows = isTable ? (known.total ?? documents) : documents
  const exact = known.total !== null && dataset?.state !== 'loading'
  const failed = results.find(({ error }) => error !== null)?.error ?? null
  const { columns, droppedColumns } = known
  return {
    memory: useMemo(() => ({ columns, droppedColumns }), [columns, droppedColumns]),
    counted: known.counted,
    length: useMemo(() => ({ rows, exact }), [rows, exact]),
    rowAt: index => {
      const block = windows.get(Math.floor(index / maxDatasetRows))
      const row = block?.rows[index % maxDatasetRows]
      return block === undefined || row === undefined ? undefined : { block, row }
    },
    loading: results.some(({ isFetching }) => isFetching),
    error: failed === null ? null : errorData(failed),
  }
}

/** Columns stay for as long as the dataset is the same, the number of rows as long as the selection is. */
function knownAfter(
  held: Known,
  dataset: Dataset | null,
  selection: DatasetSelection,
  windows: Iterable<DatasetRows>,
): Known {
  const sameDataset = held.of?.id === dataset?.id
  const base: Known =
    sameDataset && held.selection === selection
      ? held
      : {
          ...{ of: dataset, selection, total: null },
          columns: sameDataset ? held.columns : nothing,
          counted: sameDataset ? held.counted : [],
          droppedColumns: sameDataset ? held.droppedColumns : 0,
          ofTable: sameDataset && held.ofTable,
        }
  let { columns, counted, droppedColumns, ofTable, total } = base
  const isTable = dataset?.state === 'ready'
  for (const rows of windows) {
    if (rows.rows.length > 0 && (columns.length === 0 || ofTable !== isTable)) {
      columns = mergeColumns(nothing, rows)
      counted = rows.columns
      ofTable = isTable
    }
    droppedColumns = rows.droppedColumns
    total = rows.total
  }
  const same = columns === base.columns && droppedColumns === base.droppedColumns && total === base.total
  return same ? base : { ...base, columns, counted, droppedColumns, ofTable, total }
}
