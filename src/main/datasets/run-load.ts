import type { Connection as ApiConnection } from '../../shared/connection.ts'
import type { CollectionSource } from '../../shared/datasets.ts'
import type { DocumentCount } from '../../shared/documents.ts'
import { ExplorerError } from '../../shared/errors.ts'
import type { Api } from '../api/index.ts'
import { findChangedPages } from './changed-pages.ts'
import type { DatasetFiles } from './dataset-files.ts'
import type { DatasetRecord } from './dataset-record.ts'
import type { DocumentStamp } from './document-stamps.ts'
import { laterVersions } from './later-versions.ts'
import { loadNotes } from './load-notes.ts'
import { loadPages } from './load-pages.ts'
import { createPageFiles, type PageFile } from './page-files.ts'
import { type PreparedTable, prepareTable } from './prepare-table.ts'
import type { WorkerClient } from './worker-client.ts'

/** Documents that are asked for at a time to see what changed. */
const maxStamps = 1000

interface RunParts {
  readonly source: CollectionSource
  readonly api: Pick<Api, 'documentPage' | 'count'>
  readonly files: DatasetFiles
  readonly worker: WorkerClient
  readonly delay: (ms: number, signal: AbortSignal) => Promise<void>
  /** Keeps what changed of the record. */
  readonly update: (change: Partial<DatasetRecord>) => Promise<void>
  /** Told of each page that came. */
  readonly onPage: (page: { readonly documents: number; readonly bytes: number }) => void
}

/**
 * Loads a dataset from where it stands, and makes its table. Ends with the record `ready`; throws what stopped it, and
 * what came until then is on disk for the next run.
 */
export async function runLoad(
  record: DatasetRecord,
  connection: ApiConnection,
  parts: RunParts,
  signal: AbortSignal,
): Promise<void> {
  const { source, api, files, worker, update } = parts
  const pages = await createPageFiles(files.pagesOf(record.id))
  const there = await pages.list()
  let isSorted = record.isSorted
  const start = { documents: sumOf(there, 'documents'), bytes: sumOf(there, 'bytes') }
  const counted =
    record.expected === null
      ? await countOf(api, connection, source, signal)
      : { count: record.expected, timestamp: record.countedAt }
  const expected = counted?.count ?? null
  const countedAt = counted?.timestamp ?? null
  await update({ ...start, expected, countedAt, state: 'loading', error: null })

  const fetchPage = (page: { readonly limit: number; readonly offset: number }, inner: AbortSignal) =>
    api.documentPage(connection, documentsOf(source, isSorted), page, inner)
  const plan = await loadPages(
    { pageSize: record.pageSize, expected },
    {
      files: pages,
      async fetchPage(page, inner) {
        try {
          return await fetchPage(page, inner)
        } catch (error) {
          if (page.offset !== 0 || !isSorted || !refusesOrder(error, source)) throw error
          isSorted = false
          const body = await fetchPage(page, inner)
          await update({ isSorted })
          return body
        }
      },
      split: async (body, limit, file) => {
        // The memory of an answer may belong to a pool that cannot move.
        const own = new Uint8Array(body)
        return worker.run('split', { body: own, limit, file }, [own.buffer])
      },
      delay: parts.delay,
      onPage: parts.onPage,
    },
    signal,
  )

  await update({ pageSize: plan.pageSize })
  const since = isSorted && tellsVersions(source) ? countedAt : null
  // Asked for while the table is made.
  const afterwards = Promise.all([
    countOf(api, connection, source, signal),
    since === null
      ? null
      : laterVersions(since, offset =>
          latestStamps(connection, { limit: Math.min(maxStamps, plan.pageSize), offset }, parts, signal),
        ),
  ])
  // Looked at when the table is there; until then it is nobody's failure.
  afterwards.catch(() => undefined)
  const notes = async (table: PreparedTable, all: readonly PageFile[]): Promise<readonly string[]> => {
    const { documents, fields, repeatedIds } = table
    const [after, later] = await afterwards
    const changes = await findChangedPages({
      ...{ database: files.databaseOf(record.id), fields, later, hasRepeatedIds: repeatedIds > 0 },
      ...{ pages: all, pageSize: plan.pageSize },
    })
    const expectedAfter = after?.count ?? null
    const isUntold =
      since !== null && later === null && fields.some(({ keys }) => keys.join() === '_updatedAt')
    return loadNotes({ isSorted, documents, expected, expectedAfter, repeatedIds, later, isUntold, changes })
  }
  await prepareTable(record.id, { files, update, notes }, signal)
}

/** Whether documents come with the system flags that tell a version from another. */
function tellsVersions({ query }: CollectionSource): boolean {
  return !query.hidesystemflags && query.projection.trim() === ''
}

/** The stamps of a page of documents, those that changed last first. */
async function latestStamps(
  connection: ApiConnection,
  page: { readonly limit: number; readonly offset: number },
  { source: { applicationId, collectionId, query }, api, worker }: RunParts,
  signal: AbortSignal,
): Promise<readonly DocumentStamp[]> {
  const sorted = { ...query, sort: '{"_updatedAt":-1,"_id":1}' }
  const answer = await api.documentPage(
    connection,
    { applicationId, collectionId, query: sorted },
    page,
    signal,
  )
  const body = new Uint8Array(answer)
  return worker.run('stamps', { body }, [body.buffer])
}

/** Pages of documents in no order may repeat and lose some; the unique `_id` gives an order that stays. */
function documentsOf({ applicationId, collectionId, query }: CollectionSource, isSorted: boolean) {
  const sort = isSorted && query.sort.trim() === '' ? '{"_id":1}' : query.sort
  return { applicationId, collectionId, query: { ...query, sort } }
}

/** Whether the API may take the same request without a body, after it refused the one with it. */
function refusesOrder(error: unknown, { query }: CollectionSource): boolean {
  const needsBody = [query.filter, query.sort, query.projection].some(part => part.trim() !== '')
  const refusals = [400, 403, 404, 405, 501]
  return !needsBody && error instanceof ExplorerError && refusals.includes(error.status ?? 0)
}

/** A count is for the time left and for a note: a load does without. */
async function countOf(
  api: RunParts['api'],
  connection: ApiConnection,
  { applicationId, collectionId, query }: CollectionSource,
  signal: AbortSignal,
): Promise<DocumentCount | null> {
  try {
    return await api.count(connection, { applicationId, collectionId, query }, signal)
  } catch (error) {
    if (signal.aborted || !(error instanceof ExplorerError)) throw error
    return null
  }
}

function sumOf<K extends 'documents' | 'bytes'>(
  pages: readonly { readonly [N in K]: number }[],
  key: K,
): number {
  return pages.reduce((sum, page) => sum + page[key], 0)
}
