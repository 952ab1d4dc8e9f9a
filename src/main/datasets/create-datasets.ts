import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { Connection as ApiConnection } from '../../shared/connection.ts'
import type { CallInput } from '../../shared/contract.ts'
import {
  type BodyArray,
  type CollectionSource,
  type Dataset,
  type DatasetChanges,
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
import { type ScanTarget, wholeOrEnvelope } from './array-scanner.ts'
import { type Comparison, compareDatasets } from './compare-datasets.ts'
import { convertFile } from './convert-file.ts'
import { copiedDocuments } from './copy-documents.ts'
import { createDatasetFiles } from './dataset-files.ts'
import type { DatasetRecord } from './dataset-record.ts'
import { type DatasetTable, openTable } from './dataset-table.ts'
import { describeField } from './describe-fields.ts'
import { exportDataset } from './export-dataset.ts'
import { fileFormat } from './file-format.ts'
import { errorData, type LiveDataset, viewOf } from './live-dataset.ts'
import { createLoadRate } from './load-rate.ts'
import { createPageRows } from './page-rows.ts'
import { type QueryTable, queryTableOf } from './query-table.ts'
import { runLoad } from './run-load.ts'
import { findArrays, runSplit, type TextSource } from './run-split.ts'
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
  /** The bytes of a body that is kept. Throws where it is not any more. */
  readonly bodyOf: (responseId: string) => Promise<TextSource>
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
  loadAll(source: Omit<CollectionSource, 'kind'>, name: string, previousId: string | null): Promise<Dataset>
  /** What a refresh brought. Throws `not_found` where the version before is gone. */
  changes(input: CallInput<'datasets.changes'>): Promise<DatasetChanges>
  /** Deletes all that came from a connection. */
  forgetConnection(connectionId: string): Promise<void>
  /** Starts to make a dataset of an array in a body, or gives the one that was made of it. */
  fromResponse(input: CallInput<'datasets.fromResponse'>): Promise<Dataset>
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
  /** Where those are that are ready, oldest first. */
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

/** Documents asked for at a time: the API's own default (fact sheet, section 4). */
const pageSize = 1000
/** Changed documents that are given at a time. */
const maxChanges = 100
/** Milliseconds between two reports of a load. */
const reportEvery = 250

export function createDatasets(parts: DatasetsParts): Datasets {
  const files = createDatasetFiles(parts.folder, parts.onProblem)
  const live = new Map<string, LiveDataset>()
  // Apart from each other, so that a large page does not hold up a window of rows.
  const loader = createWorkerClient(parts.startWorker)
  const viewer = createWorkerClient(parts.startWorker)

  const get = (id: string): LiveDataset => {
    const found = live.get(id)
    if (found !== undefined) return found
    throw new ExplorerError('not_found', 'There is no such dataset any more.', { hint: 'Load it again.' })
  }

  const adopt = (record: DatasetRecord): LiveDataset => {
    const entry: LiveDataset = {
      record,
      diskBytes: 0,
      rate: null,
      work: null,
      run: null,
      pages: createPageRows(files.pagesOf(record.id), viewer),
      comparison: null,
      table: null,
      schema: null,
      writing: Promise.resolve(),
      toldAt: 0,
    }
    live.set(record.id, entry)
    return entry
  }

  const tell = (entry: LiveDataset): void => {
    entry.toldAt = parts.now()
    if (live.get(entry.record.id) === entry) parts.onChange(viewOf(entry))
  }

  const update = async (entry: LiveDataset, change: Partial<DatasetRecord>): Promise<void> => {
    entry.record = { ...entry.record, ...change }
    const { record } = entry
    entry.writing = entry.writing.catch(() => undefined).then(() => files.write(record))
    await entry.writing
    entry.diskBytes = await files.sizeOf(record.id)
    tell(entry)
  }

  /** Notes documents that came, and tells of them now and then. */
  const grow = (entry: LiveDataset, documents: number, bytes: number): void => {
    const { record } = entry
    entry.record = { ...record, documents: record.documents + documents, bytes: record.bytes + bytes }
    entry.diskBytes += bytes
    if (parts.now() - entry.toldAt >= reportEvery) tell(entry)
  }

  const loadCollection = (entry: LiveDataset, source: CollectionSource) => async (signal: AbortSignal) => {
    const rate = createLoadRate(parts.now)
    entry.rate = rate
    const connection = await parts.connectionOf(source.connectionId)
    await runLoad(
      entry.record,
      connection,
      {
        ...{ source, files, worker: loader, api: parts.api, delay: parts.delay },
        update: change => update(entry, change),
        onPage({ documents, bytes }) {
          rate.add(documents)
          grow(entry, documents, bytes)
        },
      },
      signal,
    )
  }

  const splitText =
    (entry: LiveDataset, target: ScanTarget, text: () => Promise<TextSource>) =>
    async (signal: AbortSignal) => {
      const worker = createWorkerClient(parts.startWorker)
      const opened = await text()
      await update(entry, { state: 'loading', error: null, documents: 0, bytes: 0 })
      try {
        await runSplit(
          entry.record.id,
          opened,
          target,
          {
            ...{ files, worker },
            update: change => update(entry, change),
            onProgress({ documents, bytes }) {
              const { record } = entry
              grow(entry, documents - record.documents, bytes - record.bytes)
            },
          },
          signal,
        )
      } finally {
        await worker.stop()
      }
    }

  const start = (entry: LiveDataset): void => {
    const controller = new AbortController()
    const { signal } = controller
    const load = async (): Promise<void> => {
      try {
        await entry.work?.(signal)
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

  const newRecord = (name: string, source: DatasetSource): DatasetRecord => ({
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
    previousId: null,
    error: null,
    notes: [],
    documents: 0,
    bytes: 0,
    fields: [],
    droppedFields: 0,
  })

  const stop = async (entry: LiveDataset): Promise<void> => {
    const { run } = entry
    run?.controller.abort()
    await run?.ended
  }

  const closeTable = async (entry: LiveDataset): Promise<void> => {
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

  const describe = async (entry: LiveDataset): Promise<DatasetSchema> => {
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

  const remove = async (id: string): Promise<void> => {
    const entry = get(id)
    live.delete(id)
    await stop(entry)
    await closeTable(entry)
    await parts.onRelease(id)
    await files.remove(id)
  }

  /** Of a collection that is refreshed again and again, two versions are kept. */
  const forgetVersionBefore = async (id: string | null): Promise<void> => {
    const before = id === null ? null : get(id).record.previousId
    const entry = before === null ? undefined : live.get(before)
    if (entry !== undefined && !entry.record.pinned) await remove(entry.record.id)
  }

  /** Compares with the version before, once. */
  const compare = async (id: string): Promise<Comparison> => {
    const entry = get(id)
    const { previousId } = entry.record
    if (previousId === null) {
      throw new ExplorerError('not_found', 'There is no earlier version of this dataset.')
    }
    const [now, before] = [await tableOf(id), await tableOf(previousId)]
    entry.comparison ??= now.lend((_, closing) => compareDatasets(now, before, closing))
    const { comparison } = entry
    comparison.catch(() => {
      if (entry.comparison === comparison) entry.comparison = null
    })
    return comparison
  }

  return {
    async open() {
      for (const record of await files.readAll()) {
        const isReady = record.state === 'ready'
        // What was not a collection cannot be had again, unless all of it was here.
        if (isReady ? !record.pinned : record.source.kind !== 'collection') await files.remove(record.id)
        else {
          const isHalf = record.state === 'loading' || record.state === 'preparing'
          const entry = adopt(isHalf ? { ...record, state: 'paused' } : record)
          if (record.source.kind === 'collection') entry.work = loadCollection(entry, record.source)
          entry.diskBytes = await files.sizeOf(record.id)
        }
      }
    },

    list: async () => [...live.values()].map(viewOf),

    async loadAll(source, name, previousId) {
      await forgetVersionBefore(previousId)
      const collection: CollectionSource = { kind: 'collection', ...source }
      const entry = adopt({ ...newRecord(name, collection), previousId })
      entry.work = loadCollection(entry, collection)
      await update(entry, {})
      start(entry)
      return viewOf(entry)
    },

    async fromResponse({ connectionId, responseId, path, name }) {
      const known = [...live.values()].find(({ record: { source, state } }) => {
        const isSame = source.kind === 'response' && source.responseId === responseId
        return isSame && state !== 'failed' && JSON.stringify(source.path) === JSON.stringify(path)
      })
      if (known !== undefined) return viewOf(known)
      const entry = adopt(newRecord(name, { kind: 'response', connectionId, responseId, path }))
      const target = path === null ? wholeOrEnvelope : { path, isSequence: false }
      entry.work = splitText(entry, target, () => parts.bodyOf(responseId))
      await update(entry, {})
      start(entry)
      return viewOf(entry)
    },

    async fromFile(path) {
      const format = await fileFormat(path)
      const file = basename(path)
      const entry = adopt(newRecord(file.slice(0, 200), { kind: 'file', file, format }))
      const { id } = entry.record
      entry.work = async signal => {
        if (format === 'json' || format === 'ndjson') {
          const target = format === 'json' ? wholeOrEnvelope : sequence
          return splitText(entry, target, async () => textOfFile(path))(signal)
        }
        const folder = files.folderOf(id)
        const converted = await convertFile({ path, format, folder, signal })
        const release = (): Promise<void> => rm(converted, { force: true })
        try {
          await splitText(entry, sequence, async () => ({ ...textOfFile(converted), release }))(signal)
        } finally {
          await release()
        }
      }
      await update(entry, {})
      start(entry)
      return viewOf(entry)
    },

    async arrays(responseId, signal) {
      const worker = createWorkerClient(parts.startWorker)
      try {
        return await findArrays(await parts.bodyOf(responseId), worker, signal)
      } finally {
        await worker.stop()
      }
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

    remove,

    async forgetConnection(connectionId) {
      for (const { record } of [...live.values()]) {
        const { id, source } = record
        if (source.kind !== 'file' && source.connectionId === connectionId) await remove(id)
      }
    },

    async changes({ datasetId, from, to }) {
      const { rows, ...counts } = await compare(datasetId)
      const some = rows.slice(from, Math.min(to, from + maxChanges))
      const now = await tableOf(datasetId)
      const before = await tableOf(get(datasetId).record.previousId ?? '')
      const after = await textsOf(
        now,
        some.map(row => row.now),
      )
      const earlier = await textsOf(
        before,
        some.map(row => row.before),
      )
      const pairs = some.map((_, at) => ({ before: earlier[at] ?? null, after: after[at] ?? null }))
      const found = await viewer.run('changes', { pairs })
      const documents = some.flatMap(({ kind }, at) => {
        const change = found[at]
        return change === undefined ? [] : [{ kind, ...change }]
      })
      return { ...counts, documents }
    },

    async rows({ datasetId, ...input }) {
      const to = Math.min(input.to, input.from + maxDatasetRows)
      const entry = get(datasetId)
      if (isPlain(entry, input)) {
        const rows = await entry.pages.rows(input.from, to)
        if (rows.total > 0 || entry.record.state === 'loading') return rows
        // The pages went, so the table is there in a moment.
        await entry.run?.ended
      }
      return (await tableOf(datasetId)).rows({ ...input, to })
    },
    async document({ datasetId, ...input }) {
      const entry = get(datasetId)
      if (isPlain(entry, input)) return entry.pages.document(input.row)
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

    copy: async (input, signal) => copiedDocuments(input, await tableOf(input.datasetId), viewer, signal),

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

/** Documents by their rows; null where there is no row. */
async function textsOf(
  table: DatasetTable,
  rows: readonly (number | null)[],
): Promise<readonly (string | null)[]> {
  const there = rows.filter(row => row !== null)
  const texts = await table.texts(there)
  return rows.map(row => (row === null ? null : (texts[there.indexOf(row)] ?? null)))
}

const sequence: ScanTarget = { path: null, isSequence: true }

function textOfFile(path: string): TextSource {
  return { chunks: () => createReadStream(path, { highWaterMark: 1024 * 1024 }) }
}

/** Whether rows are asked for as they came, of a dataset that is not a table yet. */
function isPlain(
  { record }: LiveDataset,
  { filters = [], sort }: Pick<CallInput<'datasets.rows'>, 'filters' | 'sort'>,
): boolean {
  return record.state !== 'ready' && filters.length === 0 && sort === undefined
}
