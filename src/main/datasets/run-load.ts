import type { Connection as ApiConnection } from '../../shared/connection.ts'
import type { CollectionSource } from '../../shared/datasets.ts'
import { ExplorerError } from '../../shared/errors.ts'
import type { Api } from '../api/index.ts'
import type { DatasetFiles } from './dataset-files.ts'
import type { DatasetRecord } from './dataset-record.ts'
import { loadPages } from './load-pages.ts'
import { createPageFiles } from './page-files.ts'
import { type PreparedTable, prepareTable } from './prepare-table.ts'
import type { WorkerClient } from './worker-client.ts'

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
  const expected = record.expected ?? (await countOf(api, connection, source, signal))
  await update({ ...start, expected, state: 'loading', error: null })

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
  await prepareTable(record.id, { files, update, notes: table => notesOf(isSorted, expected, table) }, signal)
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

/** A count is only for the time left: a load does without. */
async function countOf(
  api: RunParts['api'],
  connection: ApiConnection,
  { applicationId, collectionId, query }: CollectionSource,
  signal: AbortSignal,
): Promise<number | null> {
  try {
    return (await api.count(connection, { applicationId, collectionId, query }, signal)).count
  } catch (error) {
    if (signal.aborted || !(error instanceof ExplorerError)) throw error
    return null
  }
}

function notesOf(
  isSorted: boolean,
  expected: number | null,
  { documents, repeatedIds }: PreparedTable,
): string[] {
  const number = (value: number): string => value.toLocaleString('en-US')
  return [
    ...(isSorted
      ? []
      : ['The API refused to sort, so documents that changed while loading may be missing or here twice.']),
    ...(expected === null || expected === documents
      ? []
      : [`The API counted ${number(expected)} documents before loading, and gave ${number(documents)}.`]),
    ...(repeatedIds === 0
      ? []
      : [
          `${number(repeatedIds)} documents have an _id that another one has too: they changed places while loading.`,
        ]),
  ]
}

function sumOf<K extends 'documents' | 'bytes'>(
  pages: readonly { readonly [N in K]: number }[],
  key: K,
): number {
  return pages.reduce((sum, page) => sum + page[key], 0)
}
