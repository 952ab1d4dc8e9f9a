import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A page that is on disk. */
export interface PageFile {
  readonly index: number
  readonly documents: number
  readonly bytes: number
  readonly path: string
}

/**
 * Pages of a load, a file each. What is known of a page is in its name, so that a load goes on after a crash from
 * what is there; a page that was being written has another ending.
 */
export interface PageFiles {
  list(): Promise<readonly PageFile[]>
  /** Where a page is written before its number of documents is known. */
  draft(index: number): string
  keep(index: number, documents: number): Promise<void>
  discard(index: number): Promise<void>
  removeAll(): Promise<void>
}

const namePattern = /^page-(\d{7})-(\d+)\.ndjson$/

export function pageName(index: number, documents: number): string {
  return `page-${String(index).padStart(7, '0')}-${documents}.ndjson`
}

export async function createPageFiles(folder: string): Promise<PageFiles> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = (index: number): string => join(folder, `page-${String(index).padStart(7, '0')}.draft`)
  return {
    async list() {
      const names = (await readdir(folder)).toSorted()
      const found = names.flatMap(name => {
        const [, index, documents] = namePattern.exec(name) ?? []
        return index === undefined
          ? []
          : [{ index: Number(index), documents: Number(documents), path: join(folder, name) }]
      })
      return Promise.all(found.map(async page => ({ ...page, bytes: (await stat(page.path)).size })))
    },
    draft,
    keep: (index, documents) => rename(draft(index), join(folder, pageName(index, documents))),
    discard: index => rm(draft(index), { force: true }),
    removeAll: () => rm(folder, { recursive: true, force: true }),
  }
}
