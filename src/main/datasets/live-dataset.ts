import type { Dataset, DatasetSchema } from '../../shared/datasets.ts'
import { ExplorerError } from '../../shared/errors.ts'
import type { Comparison } from './compare-datasets.ts'
import type { DatasetRecord } from './dataset-record.ts'
import type { DatasetTable } from './dataset-table.ts'
import type { LoadRate } from './load-rate.ts'
import type { PageRows } from './page-rows.ts'

/** One dataset while the app runs. */
export interface LiveDataset {
  record: DatasetRecord
  diskBytes: number
  rate: LoadRate | null
  /** Brings its documents; null where they are there, or cannot be had again. */
  work: ((signal: AbortSignal) => Promise<void>) | null
  /** The load under way. */
  run: { readonly controller: AbortController; readonly ended: Promise<void> } | null
  /** Its documents until there is a table. */
  pages: PageRows
  comparison: Promise<Comparison> | null
  table: Promise<DatasetTable> | null
  schema: Promise<DatasetSchema> | null
  writing: Promise<void>
  toldAt: number
}

/** A dataset as others see it. */
export function viewOf({ record, rate, diskBytes }: LiveDataset): Dataset {
  const { id, name, source, state, pinned, createdAt, documents, expected, bytes, error, notes } = record
  const perSecond = state === 'loading' ? (rate?.perSecond() ?? null) : null
  const left = expected === null ? null : Math.max(0, expected - documents)
  return {
    id,
    name,
    source,
    previousId: record.previousId,
    state,
    pinned,
    createdAt,
    documents,
    expected,
    bytes,
    diskBytes,
    rate: perSecond,
    secondsLeft: perSecond === null || left === null ? null : left / perSecond,
    error,
    notes,
  }
}

/** Why a load ended, as it is kept. */
export function errorData(error: unknown): DatasetRecord['error'] {
  const known =
    error instanceof ExplorerError
      ? error
      : new ExplorerError('internal', 'The documents could not be made into a table.', {
          hint: 'Check that the disk has room, and resume.',
          retryable: true,
        })
  const { code, message, hint, retryable } = known
  return { code, message, hint, retryable }
}
