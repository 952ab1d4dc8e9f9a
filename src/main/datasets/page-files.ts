import { appendFile, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
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
  /** Where a further part of a page is written, before it is appended to the draft. */
  furtherDraft(index: number): string
  append(index: number): Promise<void>
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
  const furtherDraft = (index: number): string => `${draft(index)}-further`
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
    furtherDraft,
    async append(index) {
      await appendFile(draft(index), await readFile(furtherDraft(index)))
      await rm(furtherDraft(index))
    },
    keep: (index, documents) => rename(draft(index), join(folder, pageName(index, documents))),
    async discard(index) {
      for (const file of [draft(index), furtherDraft(index)]) await rm(file, { force: true })
    },
    removeAll: () => rm(folder, { recursive: true, force: true }),
  }
}
