import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { SavedRequestEntry, SavedRequestList } from '../../shared/saved-requests.ts'
import { partsOf, requestEnding } from './file-names.ts'
import { readRequestFile } from './request-file.ts'

/** Deeper folders, further files and larger ones are no saved requests, or were not made by a person. */
const maxDepth = 8
const maxFiles = 5000
const maxFileBytes = 8_000_000

/** What a walk through the workspace folder found. */
type Found = Pick<SavedRequestList, 'folders' | 'requests' | 'problems'>

/**
 * Reads all requests below a folder. A file that cannot be read is told of and hides no other. Links, and folders with
 * a dot in front such as `.git`, are passed by. A folder that is not there is empty.
 */
export async function readFolder(root: string): Promise<Found> {
  const folders: string[] = []
  const requests: SavedRequestEntry[] = []
  const problems: { file: string; message: string }[] = []
  let files = 0

  const walk = async (folder: string, depth: number): Promise<void> => {
    const entries = await entriesOf(join(root, folder))
    for (const entry of entries.toSorted((a, b) => a.name.localeCompare(b.name))) {
      const place = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
      if (entry.isDirectory() && depth < maxDepth) {
        folders.push(place)
        await walk(place, depth + 1)
      } else if (entry.isFile() && entry.name.endsWith(requestEnding)) {
        files++
        if (files > maxFiles) {
          if (files === maxFiles + 1)
            problems.push({ file: folder, message: `Only ${maxFiles} requests are read.` })
          continue
        }
        try {
          requests.push(await readEntry(root, folder, place))
        } catch (error) {
          problems.push({ file: place, message: error instanceof Error ? error.message : String(error) })
        }
      }
    }
  }

  await walk('', 0)
  return { folders, requests, problems }
}

async function readEntry(root: string, folder: string, place: string): Promise<SavedRequestEntry> {
  partsOf(place)
  const path = join(root, place)
  const { size } = await stat(path)
  if (size > maxFileBytes) throw new Error('It is too large to be a request.')
  const { name, request } = readRequestFile(await readFile(path, 'utf8'))
  return { savedId: place, folder, name, method: request.method, path: request.path }
}

async function entriesOf(path: string) {
  try {
    return await readdir(path, { withFileTypes: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
