import {
  createSecretStore,
  isKeychainError,
  isWithheld,
  type Keychain,
} from '../../main/connections/index.ts'
import type { Connection, Endpoints } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { addressText, sameHosts } from '../../shared/hosts.ts'
import type { ReadSecrets, SavedSecrets } from './saved-secrets.ts'

/**
 * Entries that a keychain may keep to itself before it gave out the first. It is locked then, and asking on
 * could put the same question to the person for every row.
 */
const mostWithheldAtFirst = 3
const notGiven = 'Its secrets are in the keychain, which did not give them out.'

/**
 * Secrets of saved connections out of the keychain, one after the other. A keychain that cannot be used or does not
 * answer is not asked again; one that gives out no entry may still have the next.
 */
export function keychainSecrets(connections: readonly Connection[], keychain: Keychain): SavedSecrets {
  const saved = byAddress(connections)
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
  JSON.stringify([clientId, addressText(tokenUrl), addressText(apiBaseUrl)])
