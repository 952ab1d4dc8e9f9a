import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildTable } from '../datasets/build-table.ts'
import { type QueryTable, queryTableOf } from '../datasets/query-table.ts'

/** A dataset as a load makes it, without the load. */
export async function makeDataset(
  root: string,
  name: string,
  documents: readonly unknown[],
): Promise<QueryTable> {
  const folder = join(root, name)
  await mkdir(folder)
  const page = join(folder, 'page.ndjson')
  const text = documents.map(document => `${JSON.stringify(document)}\n`).join('')
  await writeFile(page, text)
  const database = join(folder, 'data.duckdb')
  const table = await buildTable({
    folder,
    database,
    pages: [page],
    longestPage: text.length,
    signal: new AbortController().signal,
  })
  return queryTableOf(
    {
      ...{ version: 1, id: crypto.randomUUID(), name, state: 'ready', pinned: false, countedAt: null },
      createdAt: new Date(0).toISOString(),
      ...{ previousId: null, firstCreatedAt: null },
      source: {
        kind: 'collection',
        ...{ connectionId: crypto.randomUUID(), applicationId: 'a', collectionId: 'c' },
        query: {
          ...{ filter: '', sort: '', projection: '', q: '', search: '' },
          ...{ foreignkeys: false, hidesystemflags: false },
        },
      },
      ...{ expected: null, pageSize: 1000, isSorted: true, error: null, notes: [], bytes: text.length },
      documents: table.documents,
      fields: [...table.fields],
      droppedFields: table.droppedFields,
    },
    database,
  )
}
