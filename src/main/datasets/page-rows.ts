import { readFile } from 'node:fs/promises'
import type { DatasetRows } from '../../shared/datasets.ts'
import type { Column, DocumentDetail } from '../../shared/documents.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { createPageFiles, type PageFile } from './page-files.ts'
import type { WorkerClient } from './worker-client.ts'

/** The documents of a dataset before its table is made: straight from the pages, in the order of the source. */
export interface PageRows {
  rows(from: number, to: number): Promise<DatasetRows>
  document(row: number): Promise<DocumentDetail>
}

/** Documents that say which columns there are. */
const sampleSize = 200

/** `folder`: where the pages are; more of them may come meanwhile. */
export function createPageRows(folder: string, worker: WorkerClient): PageRows {
  let columns: { readonly columns: readonly Column[]; readonly dropped: number } | null = null

  /** Pages without a gap from the first one on. */
  const pagesSoFar = async (): Promise<readonly PageFile[]> => {
    const pages = await (await createPageFiles(folder)).list()
    const gap = pages.findIndex(({ index }, at) => index !== at)
    return gap < 0 ? pages : pages.slice(0, gap)
  }

  return {
    async rows(from, to) {
      const pages = await pagesSoFar()
      columns ??=
        pages.length === 0
          ? null
          : await worker.run('columns', { documents: await linesOf(pages, 0, sampleSize) })
      const { columns: shown, dropped } = columns ?? { columns: [], dropped: 0 }
      const documents = await linesOf(pages, from, to)
      const rows = await worker.run('rows', { documents, columns: shown.map(({ keys }) => keys) })
      return { from, total: totalOf(pages), columns: shown, droppedColumns: dropped, rows }
    },
    async document(row) {
      const [document] = await linesOf(await pagesSoFar(), row, row + 1)
      if (document !== undefined) return worker.run('detail', { document })
      throw new ExplorerError('not_found', 'The dataset has no document in this place.')
    },
  }
}

async function linesOf(pages: readonly PageFile[], from: number, to: number): Promise<readonly string[]> {
  const lines: string[] = []
  let start = 0
  for (const { path, documents } of pages) {
    if (start >= to) break
    if (start + documents > from) {
      const text = await readFile(path, 'utf8')
      lines.push(...text.split('\n').slice(Math.max(0, from - start), Math.min(documents, to - start)))
    }
    start += documents
  }
  return lines
}

function totalOf(pages: readonly PageFile[]): number {
  return pages.reduce((sum, { documents }) => sum + documents, 0)
}
