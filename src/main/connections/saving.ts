import {
  type Connection,
  type ConnectionFields,
  type Endpoints,
  type SecretStorage,
  secretNames,
} from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { sameHosts } from '../../shared/hosts.ts'
import type { ConnectionRecord } from './connection-record.ts'
import { hostsChanged } from './hosts-changed.ts'
import { isKeychainError } from './keychain.ts'
import { hasAny, presenceOf, type SecretStore, type Secrets } from './secrets.ts'

interface SavingOptions {
  readonly store: SecretStore
  /** Writes the file and takes the record into the list. */
  readonly write: (record: ConnectionRecord) => Promise<Connection>
  /** Takes secrets out of the place that they moved from. */
  readonly leave: (connection: Connection) => Promise<void>
  readonly newId: () => string
  readonly timestamp: () => string
}

interface Change {
  readonly fields: ConnectionFields
  readonly secretStorage: SecretStorage
}

/**
 * Saves a connection in two places so that both change or neither: the secrets first, then the file, and the
 * old secrets again where the file cannot be written.
 */
export function createSaving({ store, write, leave, newId, timestamp }: SavingOptions) {
  /** Null where the keychain withholds the old secrets. They are about to be replaced, which may still work. */
  async function readOrNull(existing: Connection): Promise<Secrets | null> {
    try {
      return await store.read(existing)
    } catch (error) {
      if (isKeychainError(error) && error.code === 'keychain_locked') return null
      if (error instanceof ExplorerError && error.code === 'invalid_input') return null
      throw error
    }
  }

  /** Secrets that a change keeps, and what to put back if it fails (null: unknown). */
  async function secretsBefore(existing: Connection, typed: Secrets, fields: Endpoints) {
    if (!hasAny(existing.hasSecret)) return { kept: {}, before: {} }
    const complete = secretNames.every(name => !existing.hasSecret[name] || typed[name] !== undefined)
    if (complete) return { kept: {}, before: await readOrNull(existing) }
    if (!sameHosts(existing, fields)) throw hostsChanged()
    const before = await store.read(existing)
    return { kept: before, before }
  }

  async function writeBoth(record: ConnectionRecord, secrets: Secrets, undo: () => Promise<void>) {
    if (!hasAny(record.connection.hasSecret)) return write(record)
    await store.write(record.connection, secrets)
    try {
      return await write(record)
    } catch (error) {
      await undo()
      throw error
    }
  }

  return {
    saveNew({ fields, secretStorage }: Change, secrets: Secrets): Promise<Connection> {
      const at = timestamp()
      const connection: Connection = {
        ...fields,
        id: newId(),
        secretStorage,
        hasSecret: presenceOf(secrets),
        renewAutomatically: true,
        ephemeral: false,
        createdAt: at,
        updatedAt: at,
      }
      return writeBoth({ connection, unknown: {} }, secrets, () => store.remove(connection.id, secretStorage))
    },

    async saveExisting(record: ConnectionRecord, change: Change, typed: Secrets): Promise<Connection> {
      const { connection: existing, unknown } = record
      const { fields, secretStorage } = change
      const next = { ...existing, ...fields, secretStorage, updatedAt: timestamp() }
      const moved = secretStorage !== existing.secretStorage
      if (!moved && !hasAny(presenceOf(typed))) {
        // The keychain is not needed, so a locked one does not stop a change of name.
        if (hasAny(existing.hasSecret) && !sameHosts(existing, fields)) throw hostsChanged()
        return write({ connection: next, unknown })
      }
      const { kept, before } = await secretsBefore(existing, typed, fields)
      const secrets = { ...kept, ...typed }
      const undo = async () => {
        if (moved || !hasAny(existing.hasSecret)) await store.remove(existing.id, secretStorage)
        else if (before !== null) await store.write(existing, before)
      }
      const connection = { ...next, hasSecret: presenceOf(secrets) }
      const saved = await writeBoth({ connection, unknown }, secrets, undo)
      if (moved && hasAny(existing.hasSecret)) await leave(existing)
      return saved
    },
  }
}
