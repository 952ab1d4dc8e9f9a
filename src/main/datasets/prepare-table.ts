import { buildTable } from './build-table.ts'
import type { DatasetFiles } from './dataset-files.ts'
import type { DatasetRecord } from './dataset-record.ts'
import { createPageFiles, type PageFile } from './page-files.ts'

export type PreparedTable = Awaited<ReturnType<typeof buildTable>>

interface PrepareParts {
  readonly files: DatasetFiles
  /** Keeps what changed of the record. */
  readonly update: (change: Partial<DatasetRecord>) => Promise<void>
  /** What is worth knowing about how the documents came. */
  readonly notes: (table: PreparedTable, pages: readonly PageFile[]) => Promise<readonly string[]>
}

/** Makes the table of a dataset whose documents are all here. Ends with the record `ready`. */
export async function prepareTable(
  id: string,
  { files, update, notes }: PrepareParts,
  signal: AbortSignal,
): Promise<void> {
  const pages = await createPageFiles(files.pagesOf(id))
  const all = await pages.list()
  await update({
    state: 'preparing',
    documents: all.reduce((sum, { documents }) => sum + documents, 0),
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
  })
  const table = await buildTable({
    folder: files.folderOf(id),
    database: files.databaseOf(id),
    pages: all.map(({ path }) => path),
    longestPage: Math.max(0, ...all.map(({ bytes }) => bytes)),
    signal,
  })
  await files.protect(id)
  const said = await notes(table, all)
  await pages.removeAll()
  const { documents, fields, droppedFields } = table
  const dropped = `${droppedFields.toLocaleString('en-US')} fields are only in the documents, not among the columns.`
  await update({
    state: 'ready',
    documents,
    fields: [...fields],
    droppedFields,
    notes: [...said, ...(droppedFields === 0 ? [] : [dropped])],
  })
}
