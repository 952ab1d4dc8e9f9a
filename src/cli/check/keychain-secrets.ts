import { fork } from 'node:child_process'
import { join } from 'node:path'
import {
  createKeychain,
  createSecretStore,
  isKeychainError,
  isWithheld,
  lookAtConnections,
} from '../../main/connections/index.ts'
import { nodeChild } from '../../main/node-child.ts'
import type { Connection, Endpoints } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { sameHosts } from '../../shared/hosts.ts'
import type { ReadSecrets, SavedSecrets } from './saved-secrets.ts'

const keychainProcess = join(import.meta.dirname, '..', '..', 'main', 'connections', 'keychain-process.ts')
/** Long enough for a person to type the keychain's password; as long as in the app. */
const timeLimitMs = 60_000
/**
 * Entries in a row that a keychain may keep to itself before it gave out the first. It is locked then, and asking on
 * could put the same question to the person for every row.
 */
const mostWithheldAtFirst = 3
const notGiven = 'Its secrets are in the keychain, which did not give them out.'

/** Where the app keeps what it saved, and what its processes are given. */
export interface SavedSecretsOptions {
  readonly dataFolder: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Looks at the connections that the app saved, and changes nothing. The keychain process starts when it is asked. */
export async function openSavedSecrets({ dataFolder, env }: SavedSecretsOptions): Promise<SavedSecrets> {
  const saved = byAddress(await lookAtConnections(join(dataFolder, 'connections')))
  const keychain = createKeychain({
    fork: () => nodeChild(fork(keychainProcess, { env: { ...env }, stdio: 'ignore' })),
    service: 'Weightron Explorer',
    timeLimitMs,
  })
  const store = createSecretStore(keychain, () => {})
  let failure: ExplorerError | null = null
  let gaveOut = false
  let withheld = 0
  let closed = false

  async function read(connection: Connection): Promise<ReadSecrets> {
    if (closed) return { kind: 'failed', reason: notGiven }
    try {
      const secrets = await store.read(connection)
      gaveOut = true
      return { kind: 'read', secrets }
    } catch (error) {
      if (isKeychainError(error)) {
        failure ??= error
        withheld++
        closed ||= !isWithheld(error) || (!gaveOut && withheld >= mostWithheldAtFirst)
        return { kind: 'failed', reason: notGiven }
      }
      if (error instanceof ExplorerError) return { kind: 'failed', reason: error.message }
      throw error
    }
  }

  return {
    async find(fields, wanted) {
      const found = saved
        .get(addressOf(fields))
        ?.find(each => sameHosts(each, fields) && wanted.every(name => each.hasSecret[name]))
      return found === undefined ? null : () => read(found)
    },
    failure: () => failure,
    async stop() {
      closed = true
      await keychain.stop()
    },
  }
}

/** Connections whose secrets are in the keychain, those changed last first. */
function byAddress(connections: readonly Connection[]): ReadonlyMap<string, readonly Connection[]> {
  const newestFirst = connections
    .filter(({ secretStorage }) => secretStorage === 'keychain')
    .toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt))
  return Map.groupBy(newestFirst, addressOf)
}

const addressOf = ({ clientId, tokenUrl, apiBaseUrl }: Endpoints & { readonly clientId: string }): string =>
  JSON.stringify([clientId, sameText(tokenUrl), sameText(apiBaseUrl)])

/** One text for the ways to write an address: case of the host, its usual port, a slash at the end. */
const sameText = (url: string): string => (URL.canParse(url) ? new URL(url).href : url).replace(/\/+$/, '')
