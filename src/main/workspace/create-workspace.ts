import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, realpath, rename, rmdir, unlink } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { ExplorerError } from '../../shared/errors.ts'
import type { BuiltRequest } from '../../shared/requests.ts'
import type { SavedRequest, SavedRequestList, SavedRequestPlace } from '../../shared/saved-requests.ts'
import { checkFolderName, fileNameFor, freeName, partsOf, requestEnding } from './file-names.ts'
import { leftOutOf } from './left-out.ts'
import { readFolder } from './read-folder.ts'
import { type RequestFile, readRequestFile, writeRequestFile } from './request-file.ts'

/** Deletions that can be undone; older ones are forgotten. */
const maxUndos = 50

export interface WorkspaceParts {
  /** The folder in force at this moment, as a path of this machine. */
  readonly root: () => Promise<{ readonly path: string; readonly isDefault: boolean }>
  /** A request as it may be written to disk. */
  readonly withoutSecrets: (request: BuiltRequest) => BuiltRequest
  /** Removes secrets from text. */
  readonly scrub: (text: string) => string
  readonly newId: () => string
}

/** Saved requests: plain files in folders, one request a file, read anew each time since others change them too. */
export interface Workspace {
  list(): Promise<SavedRequestList>
  get(savedId: string): Promise<SavedRequest>
  /**
   * Writes a new file, or over one that is there: then `folder` and the name of the file stay. Throws `conflict` where
   * that one is not of the version it was opened with: git or somebody else changed it.
   */
  save(input: {
    readonly savedId: string | null
    readonly version?: string | undefined
    readonly folder: string
    readonly name: string
    readonly request: BuiltRequest
  }): Promise<SavedRequestPlace>
  rename(savedId: string, name: string): Promise<SavedRequestPlace>
  move(savedId: string, folder: string): Promise<SavedRequestPlace>
  duplicate(savedId: string): Promise<SavedRequestPlace>
  /** Deletes. The answer can bring it back until the app ends. */
  remove(savedId: string): Promise<{ readonly undoId: string }>
  addFolder(folder: string): Promise<void>
  renameFolder(folder: string, name: string): Promise<{ readonly folder: string }>
  /** Deletes the requests in a folder; what else is in it stays, and with it the folder. */
  removeFolder(folder: string): Promise<{ readonly undoId: string }>
  undoRemove(undoId: string): Promise<void>
}

/** What a deletion took: folders, and files with their text. */
interface Removed {
  readonly folders: readonly string[]
  readonly files: readonly { readonly place: string; readonly text: string }[]
}

export function createWorkspace({ root, withoutSecrets, scrub, newId }: WorkspaceParts): Workspace {
  const undos = new Map<string, Removed>()
  let last: Promise<unknown> = Promise.resolve()
  /** One change after the other: two at once could take the same name. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work)
    // A failure belongs to the caller of that turn; the next turn starts anew.
    last = turn.catch(() => undefined)
    return turn
  }

  /** The path of a place. Throws where a link on the way would lead out of the workspace folder. */
  const pathOf = async (place: string): Promise<string> => {
    const { path: top } = await root()
    const path = join(top, ...partsOf(place))
    await mkdir(top, { recursive: true, mode: 0o700 })
    const realTop = await realpath(top)
    const real = await realpath(await nearestThere(path))
    if (real === realTop || real.startsWith(realTop + sep)) return path
    throw new ExplorerError('invalid_input', 'This place leads out of the workspace folder.')
  }
  const requestPath = (savedId: string): Promise<string> => {
    if (savedId.endsWith(requestEnding)) return pathOf(savedId)
    throw new ExplorerError('invalid_input', 'This is no saved request.')
  }
  const siblingsOf = async (folder: string): Promise<readonly string[]> => {
    const path = await pathOf(folder)
    await mkdir(path, { recursive: true })
    return readdir(path)
  }
  const get = async (savedId: string): Promise<SavedRequest> => {
    const text = await textOf(await requestPath(savedId))
    try {
      const file = readRequestFile(text)
      return { ...file, version: versionOf(file.request) }
    } catch (error) {
      const reason = error instanceof Error ? error.message : ''
      throw new ExplorerError('invalid_input', `The file ${savedId} cannot be read.`, {
        hint: reason,
        cause: error,
      })
    }
  }
  const refuseChanged = async (savedId: string, version: string): Promise<void> => {
    const now = await get(savedId).catch((error: unknown) => {
      if (!(error instanceof ExplorerError)) throw error
      // One that is gone is written again; one that cannot be read holds work that nobody has seen.
      return error.code === 'not_found' ? { version } : null
    })
    if (now?.version === version) return
    throw new ExplorerError('conflict', `The file ${savedId} was changed since it was opened.`, {
      hint: 'Keep both, or write over it.',
    })
  }
  const write = async (savedId: string, { name, request }: RequestFile): Promise<SavedRequestPlace> => {
    const cleared = withoutSecrets(request)
    const text = writeRequestFile({ name: scrub(name), request: cleared })
    await writeFileAtomic(await requestPath(savedId), text)
    return { savedId, version: versionOf(cleared), leftOut: leftOutOf(request, cleared) }
  }
  const writeNew = async (folder: string, file: RequestFile): Promise<SavedRequestPlace> => {
    for (const part of partsOf(folder)) checkFolderName(part)
    if (scrub(folder) !== folder) {
      throw new ExplorerError('invalid_input', 'The name of the folder looks like a secret.')
    }
    const name = freeName(fileNameFor(scrub(file.name)), await siblingsOf(folder), requestEnding)
    return write(folder === '' ? name : `${folder}/${name}`, file)
  }
  const remember = (removed: Removed): { readonly undoId: string } => {
    const undoId = newId()
    undos.set(undoId, removed)
    const [oldest] = undos.keys()
    if (undos.size > maxUndos && oldest !== undefined) undos.delete(oldest)
    return { undoId }
  }
  const list = async (): Promise<SavedRequestList> => {
    const { path, isDefault } = await root()
    return { root: path, isDefault, ...(await readFolder(path)) }
  }

  return {
    list,
    get,
    save: ({ savedId, version, folder, ...file }) =>
      inTurn(async () => {
        if (savedId === null) return writeNew(folder, file)
        if (version !== undefined) await refuseChanged(savedId, version)
        return write(savedId, file)
      }),
    rename: (savedId, name) => inTurn(async () => write(savedId, { ...(await get(savedId)), name })),
    move: (savedId, folder) =>
      inTurn(async () => {
        const file = await get(savedId)
        if (folderOf(savedId) === folder) return { savedId, version: file.version, leftOut: [] }
        const place = await writeNew(folder, file)
        await unlink(await requestPath(savedId))
        return place
      }),
    duplicate: savedId =>
      inTurn(async () => {
        const file = await get(savedId)
        return writeNew(folderOf(savedId), { ...file, name: `${file.name.slice(0, 113)} (copy)` })
      }),
    remove: savedId =>
      inTurn(async () => {
        const path = await requestPath(savedId)
        const removed = { folders: [], files: [{ place: savedId, text: await textOf(path) }] }
        await unlink(path)
        return remember(removed)
      }),
    addFolder: folder =>
      inTurn(async () => {
        const parts = partsOf(folder)
        for (const part of parts) checkFolderName(part)
        const parent = parts.slice(0, -1).join('/')
        const name = parts.at(-1) ?? ''
        if (freeName(name, await siblingsOf(parent), '') !== name) throw taken(name)
        await mkdir(await pathOf(folder), { recursive: true })
      }),
    renameFolder: (folder, name) =>
      inTurn(async () => {
        checkFolderName(name)
        const parent = folderOf(folder)
        const before = folder.slice(parent === '' ? 0 : parent.length + 1)
        const others = (await siblingsOf(parent)).filter(other => other !== before)
        if (freeName(name, others, '') !== name) throw taken(name)
        const renamed = parent === '' ? name : `${parent}/${name}`
        await rename(await pathOf(folder), await pathOf(renamed))
        return { folder: renamed }
      }),
    removeFolder: folder =>
      inTurn(async () => {
        const path = await pathOf(folder)
        const inside = await readFolder(path)
        const places = [
          ...inside.requests.map(({ savedId }) => savedId),
          ...inside.problems.flatMap(({ file }) => (file.endsWith(requestEnding) ? [file] : [])),
        ]
        const files = await Promise.all(
          places.map(async place => ({ place: `${folder}/${place}`, text: await textOf(join(path, place)) })),
        )
        for (const place of places) await unlink(join(path, place))
        const folders = [folder, ...inside.folders.map(each => `${folder}/${each}`)]
        for (const each of folders.toReversed()) await removeIfEmpty(await pathOf(each))
        return remember({ folders, files })
      }),
    undoRemove: undoId =>
      inTurn(async () => {
        const removed = undos.get(undoId)
        if (removed === undefined) throw new ExplorerError('not_found', 'This can no longer be brought back.')
        for (const folder of removed.folders) await mkdir(await pathOf(folder), { recursive: true })
        for (const { place, text } of removed.files) {
          const path = await requestPath(place)
          await mkdir(dirname(path), { recursive: true })
          await writeFileAtomic(path, text)
        }
        undos.delete(undoId)
      }),
  }
}

/** The same for equal requests, however the file is laid out and whatever the request is called. */
function versionOf(request: BuiltRequest): string {
  return createHash('sha256')
    .update(writeRequestFile({ name: '', request }))
    .digest('base64url')
}

function folderOf(place: string): string {
  return place.split('/').slice(0, -1).join('/')
}

function taken(name: string): ExplorerError {
  return new ExplorerError('invalid_input', `There is something named ${name} already.`, {
    hint: 'Choose another name. Capital and small letters count as the same.',
  })
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    throw new ExplorerError('not_found', 'This request is no longer in the workspace folder.', {
      hint: 'It was moved or deleted outside the app.',
      cause: error,
    })
  }
}

/** The path itself, or the nearest folder above it that exists. */
async function nearestThere(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return nearestThere(dirname(path))
    throw error
  }
}

/** Files that are no requests keep their folder. */
async function removeIfEmpty(path: string): Promise<void> {
  try {
    await rmdir(path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOTEMPTY')) throw error
  }
}
