import type { KeychainState } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import type { ChildHandle } from '../child-handle.ts'
import { type Clock, systemClock } from './clock.ts'
import { createKeychainCalls } from './keychain-calls.ts'
import { keychainErrors } from './keychain-errors.ts'

/** Windows refuses longer entries, so no platform gets one (CRED_MAX_CREDENTIAL_BLOB_SIZE). */
const maxEntryBytes = 2560

/** Entry that is written, read and removed to see whether the keychain works. Not the id of any connection. */
const probeAccount = 'keychain-probe'

/** The OS keychain. Every method can throw `keychain_unavailable`, `keychain_locked` or `cancelled`. */
export interface Keychain {
  /** The text of an entry that is known to exist: no answer means locked, never gone. */
  get(id: string, signal?: AbortSignal): Promise<string>
  /** Also `invalid_input` for a text of more than 2,560 bytes. */
  set(id: string, text: string, signal?: AbortSignal): Promise<void>
  /** Fine when there is no such entry, as long as the keychain is seen to work. */
  delete(id: string, signal?: AbortSignal): Promise<void>
  /** Whether it can be used. Known from the last call where that went well, otherwise tried with an entry. */
  state(signal?: AbortSignal): Promise<KeychainState>
  stop(): Promise<void>
}

interface KeychainOptions {
  /** Starts the keychain process. */
  readonly fork: () => ChildHandle
  /** Name under which the OS lists the entries. */
  readonly service: string
  /** For one call; long enough for a person to type the keychain's password. */
  readonly timeLimitMs: number
  readonly clock?: Clock
  readonly platform?: string
}

/** Makes the client of the keychain process. The process starts with the first call. */
export function createKeychain(options: KeychainOptions): Keychain {
  const { fork, service, timeLimitMs, clock = systemClock, platform = process.platform } = options
  const errors = keychainErrors(platform)
  const calls = createKeychainCalls({ fork, service, timeLimitMs, clock, errors })
  let works = false

  async function noting<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run()
    } catch (error) {
      if (isKeychainError(error)) works = false
      throw error
    }
  }

  async function write(account: string, text: string, signal?: AbortSignal): Promise<void> {
    try {
      await calls.call({ action: 'set', account, text }, signal)
    } catch (error) {
      throw await asLocked(error, account, signal)
    }
    works = true
  }

  /**
   * libsecret refuses a write in the same way whether there is no service or the collection is locked. Reading
   * tells them apart: without a service it fails too, locked it answers with nothing.
   */
  async function asLocked(error: unknown, account: string, signal?: AbortSignal): Promise<unknown> {
    if (!(error instanceof ExplorerError) || error.detail === undefined) return error
    if (platform === 'darwin') {
      return /interaction is not allowed|locked/i.test(error.detail) ? errors.locked(error.detail) : error
    }
    if (platform === 'win32') return error
    return calls.call({ action: 'get', account }, signal).then(
      () => errors.locked(error.detail),
      (second: unknown) => second,
    )
  }

  async function probe(signal?: AbortSignal): Promise<void> {
    await write(probeAccount, 'works', signal)
    const read = await calls.call({ action: 'get', account: probeAccount }, signal)
    await calls.call({ action: 'delete', account: probeAccount }, signal)
    if (read !== 'works') throw errors.locked()
  }

  return {
    get: (id, signal) =>
      noting(async () => {
        const text = await calls.call({ action: 'get', account: id }, signal)
        if (typeof text !== 'string') throw errors.withheld()
        works = true
        return text
      }),

    set: (id, text, signal) =>
      noting(async () => {
        const bytes = Buffer.byteLength(text)
        if (bytes > maxEntryBytes) throw errors.tooLong(bytes, maxEntryBytes)
        await write(id, text, signal)
      }),

    delete: (id, signal) =>
      noting(async () => {
        const deleted = await calls.call({ action: 'delete', account: id }, signal)
        // A locked keychain says "no such entry" as well.
        if (deleted !== true) await probe(signal)
        works = true
      }),

    async state(signal) {
      if (works) return available
      try {
        await noting(() => probe(signal))
        return available
      } catch (error) {
        if (!isKeychainError(error)) throw error
        const state = error.code === 'keychain_locked' ? 'locked' : 'unavailable'
        return { state, message: error.message, hint: error.hint }
      }
    },

    stop: () => calls.stop(),
  }
}

const available: KeychainState = {
  state: 'available',
  message: 'Secrets are stored in the keychain of this computer.',
  hint: '',
}

/** Whether an error says that the keychain cannot be used now. */
export function isKeychainError(error: unknown): error is ExplorerError {
  return (
    error instanceof ExplorerError &&
    (error.code === 'keychain_unavailable' || error.code === 'keychain_locked')
  )
}
