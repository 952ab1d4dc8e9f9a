import { chmod, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { idSchema } from '../../shared/connection.ts'
import { type DatasetRecord, recordSchema } from './dataset-record.ts'

/** The folder of each dataset: private, and with everything that belongs to it. */
export interface DatasetFiles {
  folderOf(id: string): string
  databaseOf(id: string): string
  pagesOf(id: string): string
  write(record: DatasetRecord): Promise<void>
  remove(id: string): Promise<void>
  /** Bytes on disk. */
  sizeOf(id: string): Promise<number>
  /** Takes rights away that the query engine gave its file. */
  protect(id: string): Promise<void>
  /** All datasets that can be read. A folder without a record is what a crash left of one, and goes. */
  readAll(): Promise<readonly DatasetRecord[]>
}

/** `onProblem` is told of a record that was set aside. */
export function createDatasetFiles(root: string, onProblem: (message: string) => void): DatasetFiles {
  const folderOf = (id: string): string => join(root, idSchema.parse(id))
  const recordOf = (id: string): string => join(folderOf(id), 'dataset.json')
  const remove = (id: string): Promise<void> => rm(folderOf(id), { recursive: true, force: true })

  const readOne = async (id: string): Promise<DatasetRecord | null> => {
    let text: string
    try {
      text = await readFile(recordOf(id), 'utf8')
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
      if (!(await readdir(folderOf(id))).includes('dataset.json.damaged')) await remove(id)
      return null
    }
    const record = recordSchema.safeParse(parsed(text))
    if (record.success && record.data.id === id) return record.data
    await rename(recordOf(id), `${recordOf(id)}.damaged`)
    onProblem(`The dataset ${id} could not be read; its record was kept as dataset.json.damaged.`)
    return null
  }

  return {
    folderOf,
    databaseOf: id => join(folderOf(id), 'data.duckdb'),
    pagesOf: id => join(folderOf(id), 'pages'),
    async write(record) {
      await mkdir(root, { recursive: true, mode: 0o700 })
      await mkdir(folderOf(record.id), { recursive: true, mode: 0o700 })
      await writeFileAtomic(recordOf(record.id), `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 })
    },
    remove,
    async sizeOf(id) {
      const files = await filesBelow(folderOf(id))
      return files.reduce((sum, { size }) => sum + size, 0)
    },
    protect: id => chmod(join(folderOf(id), 'data.duckdb'), 0o600),
    async readAll() {
      await mkdir(root, { recursive: true, mode: 0o700 })
      const ids = (await readdir(root)).filter(name => idSchema.safeParse(name).success)
      const records = await Promise.all(ids.map(readOne))
      return records
        .filter(record => record !== null)
        .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
    },
  }
}

async function filesBelow(folder: string): Promise<readonly { readonly size: number }[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  const files = entries.filter(entry => entry.isFile())
  const sizes = await Promise.allSettled(files.map(entry => stat(join(entry.parentPath, entry.name))))
  // A file may be renamed between the two looks; the next look sees it.
  return sizes.flatMap(size => (size.status === 'fulfilled' ? [size.value] : []))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
