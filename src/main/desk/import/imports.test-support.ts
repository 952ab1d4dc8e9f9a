import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { ImportProgress } from '../../../shared/desk.ts'
import { type Connections, createConnections, createDrafts, type Keychain } from '../../connections/index.ts'
import { removeConnections } from '../remove-connections.ts'
import { createImports, type Imports } from './create-imports.ts'

/** A machine without a keychain: secrets stay in memory. */
export const noKeychain: Keychain = {
  get: () => Promise.reject(new Error('There is no keychain.')),
  set: () => Promise.reject(new Error('There is no keychain.')),
  delete: async () => {},
  state: async () => ({ state: 'unavailable', message: '', hint: '' }),
  stop: async () => {},
}

interface SetUp {
  /** Data of the app; another set-up on it is another start of the app. */
  readonly data: string
  readonly keychain?: Keychain
  readonly onProgress?: (progress: ImportProgress, imports: Imports) => void
  /** Connections after which nothing goes on, as if the app had been killed: the last of them is on disk. */
  readonly diesAfter?: number
}

/** Imports over real connections in a folder. */
export function setUpImports({
  data,
  keychain = noKeychain,
  onProgress = () => {},
  diesAfter = Number.POSITIVE_INFINITY,
}: SetUp) {
  const drafts = createDrafts({ newId: randomUUID, readClipboardText: () => '' })
  const saved = join(data, 'connections')
  const stored = createConnections({ folder: saved, keychain, drafts, onChange: () => {} })
  let count = 0
  const connections: Connections = {
    ...stored,
    save: async input => {
      const connection = await stored.save(input)
      count++
      return count >= diesAfter ? new Promise<never>(() => {}) : connection
    },
  }
  const heard: ImportProgress[] = []
  const updated: string[] = []
  const problems: string[] = []
  const imports = createImports({
    folder: join(data, 'imports'),
    connections,
    drafts,
    keychain,
    onSecret: () => {},
    remove: ids => removeConnections({ connections, tokens: { close() {}, forget() {} } }, ids),
    onUpdated: ({ clientId }) => void updated.push(clientId),
    onProgress: progress => {
      heard.push(progress)
      onProgress(progress, imports)
    },
    onProblem: problem => void problems.push(problem),
  })
  return {
    imports,
    connections,
    drafts,
    heard,
    updated,
    problems,
    saved,
    /** Resolves at the end of a start, or where the app was killed. */
    ended: (): Promise<void> =>
      expect
        .poll(() => count >= diesAfter || /finished|stopped/.test(heard.at(-1)?.state ?? ''), {
          interval: 5,
          timeout: 20_000,
        })
        .toBe(true),
    clients: async (): Promise<readonly string[]> =>
      (await connections.list()).connections.map(({ clientId }) => clientId).toSorted(),
  }
}

/** Writes a file and answers its path. */
export async function fileIn(folder: string, name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

export const csv = (...rows: string[]): string => ['name,client_id,client_secret,api_key', ...rows].join('\n')
