import type { DatasetSource } from '../../shared/datasets.ts'
import { ExplorerError } from '../../shared/errors.ts'
import type { DatasetFiles } from './dataset-files.ts'
import type { DatasetRecord } from './dataset-record.ts'
import type { DatasetsParts } from './datasets.ts'
import { type LiveDataset, viewOf } from './live-dataset.ts'
import { createPageRows } from './page-rows.ts'
import type { WorkerClient } from './worker-client.ts'

/** The datasets that there are, what is kept of each, and who is told of it. */
export interface LiveDatasets {
  all(): readonly LiveDataset[]
  /** Throws `not_found` where there is none of this id. */
  get(id: string): LiveDataset
  find(id: string): LiveDataset | undefined
  /** Takes in what is on disk, or is about to be. */
  adopt(record: DatasetRecord): LiveDataset
  /** A record as it is before anything came. */
  newRecord(name: string, source: DatasetSource): DatasetRecord
  forget(id: string): void
  tell(entry: LiveDataset): void
  /** Keeps what changed of the record, and tells of it. */
  update(entry: LiveDataset, change: Partial<DatasetRecord>): Promise<void>
  /** Notes documents that came, and tells of them now and then. */
  grow(entry: LiveDataset, documents: number, bytes: number): void
}

/** Documents asked for at a time: the API's own default (fact sheet, section 4). */
const pageSize = 1000
/** Milliseconds between two reports of a load. */
const reportEvery = 250

export function createLiveDatasets(
  parts: Pick<DatasetsParts, 'newId' | 'now' | 'onChange'>,
  files: DatasetFiles,
  viewer: WorkerClient,
): LiveDatasets {
  const live = new Map<string, LiveDataset>()

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

  const grow = (entry: LiveDataset, documents: number, bytes: number): void => {
    const { record } = entry
    entry.record = { ...record, documents: record.documents + documents, bytes: record.bytes + bytes }
    entry.diskBytes += bytes
    if (parts.now() - entry.toldAt >= reportEvery) tell(entry)
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
    countedAt: null,
    pageSize,
    isSorted: true,
    previousId: null,
    firstCreatedAt: null,
    error: null,
    notes: [],
    documents: 0,
    bytes: 0,
    fields: [],
    droppedFields: 0,
  })

  return {
    all: () => [...live.values()],
    get,
    find: id => live.get(id),
    adopt,
    newRecord,
    forget: id => void live.delete(id),
    tell,
    update,
    grow,
  }
}
