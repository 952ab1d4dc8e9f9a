import type { Worker } from 'node:worker_threads'
import type { Connection as ApiConnection } from '../../shared/connection.ts'
import type { CallInput } from '../../shared/contract.ts'
import {
  type Dataset,
  type DatasetField,
  type DatasetGroups,
  type DatasetPoints,
  type DatasetRows,
  type DatasetSchema,
  type DatasetSource,
  type DatasetTypes,
  type ExportedDataset,
  type ExportProgress,
  maxDatasetRows,
  type SchemaField,
} from '../../shared/datasets.ts'
import type { DocumentDetail } from '../../shared/documents.ts'
import { ExplorerError } from '../../shared/errors.ts'
import type { Api } from '../api/index.ts'
import { createDatasetFiles } from './dataset-files.ts'
import type { DatasetRecord } from './dataset-record.ts'
import { type DatasetTable, openTable } from './dataset-table.ts'
import { describeField } from './describe-fields.ts'
import { exportDataset } from './export-dataset.ts'
import { createLoadRate, type LoadRate } from './load-rate.ts'
import { type QueryTable, queryTableOf } from './query-table.ts'
import { runLoad } from './run-load.ts'
import { pointsOf } from './sampled-points.ts'
import { typesOfDataset } from './types-of-dataset.ts'
import { createWorkerClient } from './worker-client.ts'

/** What the datasets need. */
export interface DatasetsParts {
  /** Folder of all datasets. */
  readonly folder: string
  readonly api: Pick<Api, 'documentPage' | 'count'>
  /** The connection of an id. Throws where there is none any more. */
  readonly connectionOf: (id: string) => Promise<ApiConnection>
  readonly startWorker: () => Worker
  readonly newId: () => string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>
  readonly onChange: (dataset: Dataset) => void
  readonly onExport: (progress: ExportProgress) => void
  /** Asks others to let go of the file of a dataset before it goes. */
  readonly onRelease: (id: string) => Promise<void>
  readonly onProblem: (message: string, error?: unknown) => void
}

/** Collections loaded as a whole, to be looked at, described and written to files. */
export interface Datasets {
  /** Reads what is on disk: pinned datasets are ready, loads that were under way can be resumed, the rest goes. */
  open(): Promise<void>
  list(): Promise<readonly Dataset[]>
  /** Starts to load; the answer comes at once. */
  loadAll(source: DatasetSource, name: string): Promise<Dataset>
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
  /** Where those are that are ready, oldest first. */
  queryTables(): readonly QueryTable[]
  /** The fields by which an export is chosen. */
  fields(id: string): Promise<readonly DatasetField[]>
  types(input: CallInput<'datasets.types'>, signal: AbortSignal): Promise<DatasetTypes>
  points(input: CallInput<'datasets.points'>): Promise<DatasetPoints>
  export(input: CallInput<'datasets.export'>, path: string, signal: AbortSignal): Promise<ExportedDataset>
  /** Pauses loads and deletes what is not pinned. */
  close(): Promise<void>
}

/** One dataset while the app runs. */
interface Live {
  record: DatasetRecord
  diskBytes: number
  rate: LoadRate | null
  /** The load under way. */
  run: { readonly controller: AbortController; readonly ended: Promise<void> } | null
  table: Promise<DatasetTable> | null
  schema: Promise<DatasetSchema> | null
  writing: Promise<void>
  toldAt: number
}

/** Documents asked for at a time: the API's own default (fact sheet, section 4). */
const pageSize = 1000
/** Milliseconds between two reports of a load. */
const reportEvery = 250

export function createDatasets(parts: DatasetsParts): Datasets {
  const files = createDatasetFiles(parts.folder, parts.onProblem)
  const live = new Map<string, Live>()
  // Apart from each other, so that a large page does not hold up a window of rows.
  const loader = createWorkerClient(parts.startWorker)
  const viewer = createWorkerClient(parts.startWorker)

  const get = (id: string): Live => {
    const found = live.get(id)
    if (found !== undefined) return found
    throw new ExplorerError('not_found', 'There is no such dataset any more.', { hint: 'Load it again.' })
  }

  const adopt = (record: DatasetRecord): Live => {
    const entry: Live = {
      record,
      diskBytes: 0,
      rate: null,
      run: null,
      table: null,
      schema: null,
      writing: Promise.resolve(),
      toldAt: 0,
    }
    live.set(record.id, entry)
    return entry
  }

  const tell = (entry: Live): void => {
    entry.toldAt = parts.now()
    if (live.get(entry.record.id) === entry) parts.onChange(viewOf(entry))
  }

  const update = async (entry: Live, change: Partial<DatasetRecord>): Promise<void> => {
    entry.record = { ...entry.record, ...change }
    const { record } = entry
    entry.writing = entry.writing.catch(() => undefined).then(() => files.write(record))
    await entry.writing
    entry.diskBytes = await files.sizeOf(record.id)
    tell(entry)
  }

  const start = (entry: Live): void => {
    const controller = new AbortController()
    const { signal } = controller
    const rate = createLoadRate(parts.now)
    entry.rate = rate
    const load = async (): Promise<void> => {
      try {
        const connection = await parts.connectionOf(entry.record.source.connectionId)
        await runLoad(
          entry.record,
          connection,
          {
            api: parts.api,
            files,
            worker: loader,
            delay: parts.delay,
            update: change => update(entry, change),
            onPage({ documents, bytes }) {
              rate.add(documents)
              const { record } = entry
              entry.record = {
                ...record,
                documents: record.documents + documents,
                bytes: record.bytes + bytes,
              }
              entry.diskBytes += bytes
              if (parts.now() - entry.toldAt >= reportEvery) tell(entry)
            },
          },
          signal,
        )
      } catch (error) {
        if (signal.aborted) await update(entry, { state: 'paused' })
        else {
          if (!(error instanceof ExplorerError)) parts.onProblem('A dataset could not be loaded.', error)
          await update(entry, { state: 'failed', error: errorData(error) })
        }
      }
    }
    entry.run = {
      controller,
      ended: load()
        .catch((error: unknown) => parts.onProblem('A dataset could not be kept.', error))
        .finally(() => {
          entry.rate = null
          entry.run = null
        }),
    }
  }

  const stop = async (entry: Live): Promise<void> => {
    const { run } = entry
    run?.controller.abort()
    await run?.ended
  }

  const closeTable = async (entry: Live): Promise<void> => {
    const { table } = entry
    entry.table = null
    entry.schema = null
    // A table that could not be opened has been reported to whoever asked for it.
    await table?.then(
      open => open.close(),
      () => undefined,
    )
  }

  const tableOf = (id: string): Promise<DatasetTable> => {
    const entry = get(id)
    const { record } = entry
    if (record.state !== 'ready') {
      throw new ExplorerError('invalid_input', 'The documents are still being loaded.', {
        hint: 'Wait until loading has ended, or resume it.',
        retryable: true,
      })
    }
    entry.table ??= openTable({
      database: files.databaseOf(id),
      documents: record.documents,
      fields: record.fields,
      droppedFields: record.droppedFields,
      worker: viewer,
    })
    const { table } = entry
    table.catch(() => {
      if (entry.table === table) entry.table = null
    })
    return table
  }

  const describe = async (entry: Live): Promise<DatasetSchema> => {
    const { documents, expected, droppedFields } = entry.record
    const table = await tableOf(entry.record.id)
    const fields = await table.lend(async (connection, closing) => {
      const described: SchemaField[] = []
      for (const index of table.fields.keys()) {
        if (closing.aborted) throw new ExplorerError('cancelled', 'Cancelled.')
        described.push(await describeField(table, connection, index, documents))
      }
      return described
    })
    return { documents, isComplete: expected === null || documents >= expected, fields, droppedFields }
  }

  return {
    async open() {
      for (const record of await files.readAll()) {
        if (record.state === 'ready' && !record.pinned) await files.remove(record.id)
        else {
          const isHalf = record.state === 'loading' || record.state === 'preparing'
          const entry = adopt(isHalf ? { ...record, state: 'paused' } : record)
          entry.diskBytes = await files.sizeOf(record.id)
        }
      }
    },

    list: async () => [...live.values()].map(viewOf),

    async loadAll(source, name) {
      const entry = adopt({
        version: 1,
        id: parts.newId(),
        name,
        source,
        state: 'loading',
        pinned: false,
        createdAt: new Date(parts.now()).toISOString(),
        expected: null,
        pageSize,
        isSorted: true,
        error: null,
        notes: [],
        documents: 0,
        bytes: 0,
        fields: [],
        droppedFields: 0,
      })
      await update(entry, {})
      start(entry)
      return viewOf(entry)
    },

    async pause(id) {
      const entry = get(id)
      await stop(entry)
      return viewOf(entry)
    },

    async resume(id) {
      const entry = get(id)
      const { state } = entry.record
      if (state === 'paused' || state === 'failed') {
        // It may have told of its end and still be ending.
        await entry.run?.ended
        entry.record = { ...entry.record, state: 'loading', error: null }
        start(entry)
        tell(entry)
      }
      return viewOf(entry)
    },

    async pin(id, pinned) {
      const entry = get(id)
      await update(entry, { pinned })
      return viewOf(entry)
    },

    async remove(id) {
      const entry = get(id)
      live.delete(id)
      await stop(entry)
      await closeTable(entry)
      await parts.onRelease(id)
      await files.remove(id)
    },

    async rows({ datasetId, ...input }) {
      const to = Math.min(input.to, input.from + maxDatasetRows)
      return (await tableOf(datasetId)).rows({ ...input, to })
    },
    async document({ datasetId, ...input }) {
      return (await tableOf(datasetId)).document(input)
    },
    async group({ datasetId, ...input }) {
      return (await tableOf(datasetId)).groups(input)
    },

    async schema(id) {
      const entry = get(id)
      entry.schema ??= describe(entry)
      const { schema } = entry
      schema.catch(() => {
        if (entry.schema === schema) entry.schema = null
      })
      return schema
    },

    nameOf: id => get(id).record.name,

    queryTables: () =>
      [...live.values()]
        .filter(({ record }) => record.state === 'ready')
        .map(({ record }) => queryTableOf(record, files.databaseOf(record.id)))
        .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)),

    async fields(id) {
      const { fields } = await tableOf(id)
      return fields.map(({ keys, isSecret }) => ({ path: keys.join('.'), keys, masked: isSecret }))
    },

    async types({ datasetId, language }, signal) {
      const { name, documents } = get(datasetId).record
      return typesOfDataset(language, {
        ...{ table: await tableOf(datasetId), documents, name, signal },
        ownWorker: () => createWorkerClient(parts.startWorker),
      })
    },

    async points({ datasetId, ...input }) {
      const table = await tableOf(datasetId)
      return table.lend(connection => pointsOf(connection, table.fields, input))
    },

    async export(input, path, signal) {
      return exportDataset(input, path, {
        table: await tableOf(input.datasetId),
        name: get(input.datasetId).record.name,
        worker: viewer,
        ownWorker: () => createWorkerClient(parts.startWorker),
        onProgress: parts.onExport,
        signal,
      })
    },

    async close() {
      for (const entry of live.values()) {
        await stop(entry)
        await closeTable(entry)
        const { id, state, pinned } = entry.record
        if (state === 'ready' && !pinned) await files.remove(id)
      }
      live.clear()
      await Promise.all([loader.stop(), viewer.stop()])
    },
  }
}

function viewOf({ record, rate, diskBytes }: Live): Dataset {
  const { id, name, source, state, pinned, createdAt, documents, expected, bytes, error, notes } = record
  const perSecond = state === 'loading' ? (rate?.perSecond() ?? null) : null
  const left = expected === null ? null : Math.max(0, expected - documents)
  return {
    id,
    name,
    source,
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

function errorData(error: unknown): DatasetRecord['error'] {
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
