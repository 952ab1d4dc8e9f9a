import type { Worker } from 'node:worker_threads'
import type { Connection as ApiConnection } from '../../shared/connection.ts'
import type { CallInput } from '../../shared/contract.ts'
import type {
  BodyArray,
  ChangedField,
  CollectionSource,
  Dataset,
  DatasetChanges,
  DatasetField,
  DatasetGroups,
  DatasetPoints,
  DatasetRows,
  DatasetSchema,
  DatasetTypes,
  ExportedDataset,
  ExportProgress,
} from '../../shared/datasets.ts'
import type { DocumentDetail } from '../../shared/documents.ts'
import type { Api } from '../api/index.ts'
import type { QueryTable } from './query-table.ts'
import type { TextSource } from './run-split.ts'

/** What the datasets need. */
export interface DatasetsParts {
  /** Folder of all datasets. */
  readonly folder: string
  readonly api: Pick<Api, 'documentPage' | 'count'>
  /** The connection of an id. Throws where there is none any more. */
  readonly connectionOf: (id: string) => Promise<ApiConnection>
  /** The bytes of a body that is kept. Throws where it is not any more. */
  readonly bodyOf: (responseId: string) => Promise<TextSource>
  readonly startWorker: () => Worker
  readonly newId: () => string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>
  readonly onChange: (dataset: Dataset) => void
  /** Told of each dataset that was deleted, whoever asked for it. */
  readonly onRemove: (datasetId: string) => void
  readonly onExport: (progress: ExportProgress) => void
  /** Asks others to let go of the file of a dataset before it goes. */
  readonly onRelease: (id: string) => Promise<void>
  readonly onProblem: (message: string, error?: unknown) => void
}

/** Collections loaded as a whole, to be looked at, described and written to files. */
export interface Datasets {
  /** Reads what is on disk, once; lists and loads wait for it. Pinned datasets are ready, loads that were under way can be resumed, the rest goes. */
  open(): Promise<void>
  list(): Promise<readonly Dataset[]>
  /** Starts to load; the answer comes at once. */
  loadAll(source: Omit<CollectionSource, 'kind'>, name: string, previousId: string | null): Promise<Dataset>
  /** What a refresh brought. Throws `not_found` where the version before is gone. */
  changes(input: CallInput<'datasets.changes'>): Promise<DatasetChanges>
  /** What a refresh changed in one document; nothing where it is new or gone, or there is no version before. */
  documentChanges(input: CallInput<'datasets.documentChanges'>): Promise<readonly ChangedField[]>
  /** Deletes all that came from a connection. */
  forgetConnection(connectionId: string): Promise<void>
  /** Starts to make a dataset of an array in a body, or gives the one that was made of it. */
  fromResponse(input: CallInput<'datasets.fromResponse'>): Promise<Dataset>
  /** Deletes what was made of a body that goes, unless it is pinned; what has a tab of its own when that is closed. */
  forgetResponse(responseId: string): Promise<void>
  /** Says which datasets have a tab of their own. */
  show(datasetIds: readonly string[]): Promise<void>
  /** Starts to make a dataset of a JSON, NDJSON, CSV or Parquet file. Throws where it cannot be read. */
  fromFile(path: string): Promise<Dataset>
  /** Arrays of a body to choose from. */
  arrays(responseId: string, signal: AbortSignal): Promise<readonly BodyArray[]>
  pause(id: string): Promise<Dataset>
  /** Goes on with a load that is paused or failed. */
  resume(id: string): Promise<Dataset>
  pin(id: string, pinned: boolean): Promise<Dataset>
  /** Deletes a dataset, whatever it is doing. */
  remove(id: string): Promise<void>
  rows(input: CallInput<'datasets.rows'>): Promise<DatasetRows>
  document(input: CallInput<'datasets.document'>): Promise<DocumentDetail>
  group(input: CallInput<'datasets.group'>): Promise<DatasetGroups>
  schema(id: string): Promise<DatasetSchema>
  nameOf(id: string): string
  /** Where those are that are ready. */
  queryTables(): readonly QueryTable[]
  /** The fields by which an export is chosen. */
  fields(id: string): Promise<readonly DatasetField[]>
  types(input: CallInput<'datasets.types'>, signal: AbortSignal): Promise<DatasetTypes>
  points(input: CallInput<'datasets.points'>): Promise<DatasetPoints>
  /** Chosen documents as text for the clipboard, and how many they are. */
  copy(
    input: CallInput<'datasets.copy'>,
    signal: AbortSignal,
  ): Promise<{ readonly text: string; readonly rows: number }>
  export(input: CallInput<'datasets.export'>, path: string, signal: AbortSignal): Promise<ExportedDataset>
  /** Pauses loads and deletes what is not pinned. */
  close(): Promise<void>
}
