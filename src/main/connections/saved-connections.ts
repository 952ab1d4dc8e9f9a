import { randomUUID } from 'node:crypto'
import {
  type Connection,
  type ConnectionFields,
  type ConnectionList,
  type ConnectionsChange,
  connectionFieldsSchema,
  type Endpoints,
  type SecretStorage,
  secretNames,
} from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { sameHosts } from '../../shared/hosts.ts'
import type { Credentials, ReadCredentials } from '../auth/index.ts'
import { type Clock, systemClock } from './clock.ts'
import { createConnectionFiles } from './connection-files.ts'
import { type ConnectionRecord, fieldsOf } from './connection-record.ts'
import { copyName } from './copy-name.ts'
import { completeCredentials } from './credentials.ts'
import type { Drafts } from './drafts.ts'
import { hostsChanged } from './hosts-changed.ts'
import type { Keychain } from './keychain.ts'
import { createRemovals } from './removals.ts'
import { createSaving } from './saving.ts'
import { createSecretStore, hasAny, type Secrets } from './secrets.ts'

export interface EphemeralConnection {
  readonly connection: Connection
  readonly secrets: Credentials
}

export interface SaveInput {
  /** Null for a new connection. */
  readonly connectionId: string | null
  readonly draftId: string
  readonly fields: ConnectionFields
  readonly secretStorage: SecretStorage
}

/** The connections of the person and those of the demo cloud. Unknown ids throw `not_found`. */
export interface Connections {
  list(): Promise<ConnectionList>
  get(id: string): Promise<Connection>
  /**
   * Stores what was typed; secrets that were not typed stay as they are. A connection whose hosts change needs
   * its secrets typed again (`invalid_input`). Where the keychain fails, nothing has changed.
   */
  save(input: SaveInput): Promise<Connection>
  duplicate(id: string): Promise<Connection>
  remove(id: string): Promise<{ readonly undoId: string }>
  undoRemove(undoId: string): Promise<Connection>
  setRenewAutomatically(id: string, automatic: boolean): Promise<Connection>
  /**
   * Replaces the connections of the demo cloud. They live in memory alone and can be removed, but neither changed
   * nor duplicated: their addresses end with the demo cloud.
   */
  setEphemeral(connections: readonly EphemeralConnection[]): void
  readonly readCredentials: ReadCredentials
  /** Secrets for a check of a form: as typed, the others as stored, unless the form leads to other hosts. */
  credentialsOfDraft(
    draftId: string,
    connectionId: string | null,
    endpoints: Endpoints,
    signal?: AbortSignal,
  ): Promise<Credentials>
  /** Completes removals now, at the end of the app. */
  flush(): Promise<void>
}

interface ConnectionsOptions {
  readonly folder: string
  readonly keychain: Keychain
  readonly drafts: Drafts
  readonly onChange: (change: ConnectionsChange) => void
  readonly onSecret?: (value: string) => void
  /** A removal can no longer be undone: what others keep of the connection can go too. */
  readonly onRemoved?: (id: string) => Promise<unknown>
  /** Told of what failed with nobody waiting: an entry that could not be deleted and will be tried again. */
  readonly onBackgroundError?: (error: unknown) => void
  readonly clock?: Clock
  readonly newId?: () => string
}

export function createConnections(options: ConnectionsOptions): Connections {
  const { folder, keychain, drafts, onChange, onSecret = () => {}, onBackgroundError = () => {} } = options
  const { onRemoved = async () => {} } = options
  const { clock = systemClock, newId = randomUUID } = options
  const files = createConnectionFiles(folder)
  const store = createSecretStore(keychain, onSecret)
  const removals = createRemovals(clock, newId, onBackgroundError)
  const saving = createSaving({
    store,
    write,
    noteEntry,
    leave,
    newId,
    timestamp: () => new Date(clock.now()).toISOString(),
  })
  const saved = new Map<string, ConnectionRecord>()
  let ephemeral = new Map<string, EphemeralConnection>()
  let problems: ConnectionList['problems'] = []
  let loading: Promise<void> | null = null
  let tail: Promise<unknown> = Promise.resolve()

  /** One change at a time, so that a slow keychain cannot mix two of them. */
  function exclusive<T>(run: () => Promise<T>): Promise<T> {
    const turn = tail.then(load).then(run)
    tail = turn.catch(() => {}) // The caller gets the error.
    return turn
  }

  function load(): Promise<void> {
    loading ??= readFiles().catch(error => {
      loading = null
      throw error
    })
    return loading
  }

  async function readFiles(): Promise<void> {
    const { data, errors } = await files.readAll()
    problems = errors
    for (const record of data) {
      const { connection } = record
      const lost = connection.secretStorage === 'session'
      saved.set(connection.id, lost ? { ...record, connection: { ...connection, hasSecret: none } } : record)
    }
    for (const id of await files.retired()) sweep(id)
  }

  /** In the background: deletes an entry that no connection uses, and then the file that remembers it. */
  function sweep(id: string): void {
    exclusive(async () => {
      const used = saved.get(id)?.connection.secretStorage === 'keychain'
      if (!used) await store.remove(id, 'keychain')
      await files.discard(id)
    }).catch(onBackgroundError)
  }

  function recordOf(id: string): ConnectionRecord {
    const record = saved.get(id)
    if (record !== undefined) return record
    if (ephemeral.has(id)) {
      throw new ExplorerError('invalid_input', 'A connection of the demo cloud cannot be changed.', {
        hint: 'Add a connection of your own with the environment Demo cloud.',
      })
    }
    throw noSuchConnection()
  }

  async function get(id: string): Promise<Connection> {
    await load()
    const connection = saved.get(id)?.connection ?? ephemeral.get(id)?.connection
    if (connection === undefined) throw noSuchConnection()
    return connection
  }

  async function readSecrets(connection: Connection, signal?: AbortSignal): Promise<Secrets> {
    return ephemeral.get(connection.id)?.secrets ?? store.read(connection, signal)
  }

  const tellSaved = (connection: Connection): void => onChange({ saved: [connection], removed: [] })

  async function write(record: ConnectionRecord): Promise<Connection> {
    await files.write(record)
    saved.set(record.connection.id, record)
    tellSaved(record.connection)
    return record.connection
  }

  async function noteEntry(id: string): Promise<() => Promise<void>> {
    await files.noteLeftover(id)
    // A note that stays is harmless: the next start sees that the entry is used.
    return () => files.discard(id).catch(onBackgroundError)
  }

  /** After secrets moved: takes them out of where they were, at the next start if the keychain is out of reach. */
  async function leave({ id, secretStorage }: Connection): Promise<void> {
    if (secretStorage === 'session') return store.remove(id, 'session')
    await files.noteLeftover(id)
    sweep(id)
  }

  function removeEphemeral(entry: EphemeralConnection): { readonly undoId: string } {
    ephemeral.delete(entry.connection.id)
    onChange({ saved: [], removed: [entry.connection.id] })
    return removals.add({
      connection: entry.connection,
      restore: async () => {
        ephemeral.set(entry.connection.id, entry)
        tellSaved(entry.connection)
      },
      complete: async () => void (await onRemoved(entry.connection.id)),
    })
  }

  async function removeSaved(record: ConnectionRecord): Promise<{ readonly undoId: string }> {
    const { id, hasSecret, secretStorage } = record.connection
    await files.retire(id)
    saved.delete(id)
    onChange({ saved: [], removed: [id] })
    return removals.add({
      connection: record.connection,
      restore: () =>
        exclusive(async () => {
          await files.restore(id)
          saved.set(id, record)
          tellSaved(record.connection)
        }),
      complete: () =>
        exclusive(async () => {
          if (hasAny(hasSecret)) await store.remove(id, secretStorage)
          await files.discard(id)
          await onRemoved(id)
        }),
    })
  }

  return {
    async list() {
      await load()
      const all = [...saved.values(), ...ephemeral.values()].map(({ connection }) => connection)
      return { connections: all.toSorted((a, b) => a.name.localeCompare(b.name)), problems }
    },

    get,

    save: input =>
      exclusive(async () => {
        const fields = connectionFieldsSchema.parse(input.fields)
        const typed = drafts.secrets(input.draftId)
        const connection =
          input.connectionId === null
            ? await saving.saveNew({ ...input, fields }, typed)
            : await saving.saveExisting(recordOf(input.connectionId), { ...input, fields }, typed)
        drafts.clear(input.draftId)
        return connection
      }),

    duplicate: id =>
      exclusive(async () => {
        const { connection } = recordOf(id)
        const taken = [...saved.values()].map(record => record.connection.name)
        const fields = { ...fieldsOf(connection), name: copyName(connection.name, taken) }
        return saving.saveNew(
          { fields, secretStorage: connection.secretStorage },
          await store.read(connection),
        )
      }),

    remove: id =>
      exclusive(async () => {
        const demo = ephemeral.get(id)
        return demo ? removeEphemeral(demo) : removeSaved(recordOf(id))
      }),

    undoRemove: undoId => removals.undo(undoId),

    setRenewAutomatically: (id, automatic) =>
      exclusive(async () => {
        const demo = ephemeral.get(id)
        if (demo === undefined) {
          const { connection, unknown } = recordOf(id)
          return write({ connection: { ...connection, renewAutomatically: automatic }, unknown })
        }
        const connection = { ...demo.connection, renewAutomatically: automatic }
        ephemeral.set(id, { ...demo, connection })
        tellSaved(connection)
        return connection
      }),

    setEphemeral(connections) {
      for (const { secrets } of connections) for (const name of secretNames) onSecret(secrets[name])
      const removed = [...ephemeral.keys()]
      ephemeral = new Map(connections.map(entry => [entry.connection.id, entry]))
      onChange({ saved: connections.map(({ connection }) => connection), removed })
    },

    async readCredentials(id, signal) {
      const connection = await get(id)
      return completeCredentials(await readSecrets(connection, signal), connection)
    },

    async credentialsOfDraft(draftId, connectionId, endpoints, signal) {
      const typed = drafts.secrets(draftId)
      if (connectionId === null) return completeCredentials(typed, null)
      const connection = await get(connectionId)
      const missing = secretNames.some(name => typed[name] === undefined)
      if (!missing) return completeCredentials(typed, connection)
      if (!sameHosts(connection, endpoints)) throw hostsChanged()
      return completeCredentials({ ...(await readSecrets(connection, signal)), ...typed }, connection)
    },

    async flush() {
      await removals.completeAll()
      await tail
    },
  }
}

const none: Connection['hasSecret'] = { clientSecret: false, apiKey: false }

const noSuchConnection = () => new ExplorerError('not_found', 'This connection does not exist any more.')
