import { chmod, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { type ConnectionProblem, idSchema } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { type ConnectionRecord, readRecord, writeRecord } from './connection-record.ts'

/** Bytes of a connection file; the longest that the form can make has about 100,000. */
export const maxBytes = 1_000_000

export interface ConnectionFiles {
  /** All connections that can be read; the others are reported, and set aside where they are damaged. */
  readAll(): Promise<{
    readonly data: readonly ConnectionRecord[]
    readonly errors: readonly ConnectionProblem[]
  }>
  write(record: ConnectionRecord): Promise<void>
  /** Takes a connection off the list but keeps its file, until its secrets are gone from the keychain too. */
  retire(id: string): Promise<void>
  /** Notes that the keychain still has an entry of this id, without a connection of its own. */
  noteLeftover(id: string): Promise<void>
  restore(id: string): Promise<void>
  retired(): Promise<readonly string[]>
  /** Deletes a retired file. */
  discard(id: string): Promise<void>
}

/**
 * One JSON file per connection in a private folder. Only regular files with the name of an id are looked at:
 * symbolic links, temporary files of an interrupted write and anything else are left alone.
 */
export function createConnectionFiles(folder: string): ConnectionFiles {
  const fileOf = (id: string) => join(folder, `${idSchema.parse(id)}.json`)
  const retiredOf = (id: string) => join(folder, `${idSchema.parse(id)}.removed`)

  async function prepare(): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await chmod(folder, 0o700)
  }

  async function readOne(id: string): Promise<ConnectionRecord | ConnectionProblem> {
    const file = `${id}.json`
    const { size } = await lstat(fileOf(id))
    if (size > maxBytes) return setAside(file, 'It is far too long.')
    const result = readRecord(await readFile(fileOf(id), 'utf8'))
    switch (result.kind) {
      case 'read':
        if (result.record.connection.id !== id) return setAside(file, 'Its name and its id differ.')
        await chmod(fileOf(id), 0o600)
        return result.record
      case 'newer':
        return { file, message: 'A newer version of the app wrote this connection. It was left as it is.' }
      case 'damaged':
        return setAside(file, result.reason)
    }
  }

  async function setAside(file: string, reason: string): Promise<ConnectionProblem> {
    const aside = await freeName(`${file}.damaged`)
    await rename(join(folder, file), join(folder, aside))
    return {
      file: aside,
      message: `This connection could not be read. ${reason} Its file was kept as ${aside}.`,
    }
  }

  async function freeName(name: string): Promise<string> {
    const taken = new Set(await readdir(folder))
    let free = name
    for (let n = 2; taken.has(free); n++) free = `${name}-${n}`
    return free
  }

  return {
    async readAll() {
      await withClearError('read', prepare)
      const data: ConnectionRecord[] = []
      const errors: ConnectionProblem[] = []
      for (const id of await withClearError('read', () => idsWith(folder, '.json'))) {
        try {
          const result = await readOne(id)
          if ('connection' in result) data.push(result)
          else errors.push(result)
        } catch (error) {
          errors.push({ file: `${id}.json`, message: `This file could not be read (${codeOf(error)}).` })
        }
      }
      return { data, errors }
    },

    write: record =>
      withClearError('written', async () => {
        await prepare()
        await writeFileAtomic(fileOf(record.connection.id), writeRecord(record), { mode: 0o600 })
      }),

    retire: id => withClearError('removed', () => rename(fileOf(id), retiredOf(id))),
    noteLeftover: id => withClearError('written', () => writeFile(retiredOf(id), '', { mode: 0o600 })),
    restore: id => withClearError('restored', () => rename(retiredOf(id), fileOf(id))),
    retired: () => withClearError('read', () => idsWith(folder, '.removed')),
    discard: id => withClearError('removed', () => rm(retiredOf(id), { force: true })),
  }
}

/** Ids of the regular files with an ending whose name is one, in their order. */
export async function idsWith(folder: string, ending: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter(entry => entry.isFile() && entry.name.endsWith(ending))
    .map(entry => entry.name.slice(0, -ending.length))
    .filter(id => idSchema.safeParse(id).success)
    .toSorted()
}

const codeOf = (error: unknown): string =>
  (error instanceof Error && (error as NodeJS.ErrnoException).code) || 'unknown reason'

async function withClearError<T>(done: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (cause) {
    throw new ExplorerError('internal', `The connection could not be ${done} (${codeOf(cause)}).`, {
      hint: 'Check the free space on the disk and the permissions of the data folder, then try again.',
      retryable: true,
      cause,
    })
  }
}
