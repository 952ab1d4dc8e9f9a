import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { ErrorData } from '../../../../shared/errors.ts'
import { maxSqlRows, type SqlResult, type SqlRows } from '../../../../shared/sql.ts'
import { invoke } from '../../app/client.ts'
import { errorData } from '../../app/notice.ts'
import { queryKeys } from '../../app/query-keys.ts'
import { blocksOf, type RowRange } from '../explorer/documents/block-window.ts'
import type { RowList } from '../explorer/documents/row-list.ts'
import { mergeColumns, type TableColumn } from '../explorer/documents/table/merged-columns.ts'
import { useWantedBlocks } from '../explorer/documents/use-wanted-blocks.ts'

/** Windows of rows that are left behind are kept for a while. */
const forgetRowsMs = 30_000

/** The rows of an answer as far as they are in view. */
export function useResultRows(
  result: SqlResult,
  range: RowRange,
): RowList & { readonly error: ErrorData | null } {
  const cache = useQueryClient()
  const { resultId, rows } = result
  const keyOf = useCallback((block: number) => [...queryKeys.sqlResult(resultId), block], [resultId])
  const isThere = useCallback(
    (block: number) => cache.getQueryData(keyOf(block)) !== undefined,
    [cache, keyOf],
  )
  const wanted = useWantedBlocks(blocksOf(range), isThere)
  const results = useQueries({
    queries: wanted.map(block => ({
      queryKey: keyOf(block),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => {
        const from = block * maxSqlRows
        return invoke('sql.rows', { resultId, from, to: from + maxSqlRows }, signal)
      },
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: forgetRowsMs,
    })),
  })
  const windows = new Map<number, SqlRows>()
  for (const { data } of results) if (data !== undefined) windows.set(data.from / maxSqlRows, data)
  // Columns are sized by the first rows, once.
  const first = cache.getQueryData<SqlRows>(keyOf(0))
  const columns = useMemo(() => columnsOf(result, first), [result, first])
  const failed = results.find(({ error }) => error !== null)?.error ?? null
  return {
    memory: useMemo(
      () => ({ columns, droppedColumns: result.droppedColumns }),
      [columns, result.droppedColumns],
    ),
    length: useMemo(() => ({ rows, exact: true }), [rows]),
    rowAt: index => {
      const row = windows.get(Math.floor(index / maxSqlRows))?.rows[index % maxSqlRows]
      return row === undefined ? undefined : { block: result, row }
    },
    loading: results.some(({ isFetching }) => isFetching),
    error: failed === null ? null : errorData(failed),
  }
}

/** In the order of the statement: names that start with an underscore are nothing special here. */
function columnsOf(result: SqlResult, first: SqlRows | undefined): readonly TableColumn[] {
  const merged = mergeColumns([], { columns: result.columns, rows: first?.rows ?? [] })
  const byPath = new Map(merged.map(column => [column.path, column]))
  return result.columns.flatMap(({ path }) => {
    const column = byPath.get(path)
    return column === undefined ? [] : [{ ...column, system: false }]
  })
}
