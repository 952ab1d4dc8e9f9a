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
  /** Notes that the keychain is about to get an entry of an id that no file knows; the answer takes the note back. */
  readonly noteEntry: (id: string) => Promise<() => Promise<void>>
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
export function createSaving({ store, write, noteEntry, leave, newId, timestamp }: SavingOptions) {
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

  /**
   * `isNew`: the keychain has no entry of this id yet. Until the file is there a note knows of it, so that an app
   * that is killed in between leaves no secret behind that nobody would find.
   */
  async function writeBoth(
    record: ConnectionRecord,
    secrets: Secrets,
    { isNew, undo }: { readonly isNew: boolean; readonly undo: () => Promise<void> },
  ): Promise<Connection> {
    const { id, hasSecret, secretStorage } = record.connection
    if (!hasAny(hasSecret)) return write(record)
    const takeBack = isNew && secretStorage === 'keychain' ? await noteEntry(id) : async () => {}
    try {
      await store.write(record.connection, secrets)
    } catch (error) {
      await takeBack()
      throw error
    }
    try {
      const saved = await write(record)
      await takeBack()
      return saved
    } catch (error) {
      await undo()
      await takeBack()
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
      return writeBoth({ connection, unknown: {} }, secrets, {
        isNew: true,
        undo: () => store.remove(connection.id, secretStorage),
      })
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
      const isNew = moved || !hasAny(existing.hasSecret)
      const undo = async () => {
        if (isNew) await store.remove(existing.id, secretStorage)
        else if (before !== null) await store.write(existing, before)
      }
      const connection = { ...next, hasSecret: presenceOf(secrets) }
      const saved = await writeBoth({ connection, unknown }, secrets, { isNew, undo })
      if (moved && hasAny(existing.hasSecret)) await leave(existing)
      return saved
    },
  }
}
