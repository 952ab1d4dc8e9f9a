import type { Connection } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import type { TokenState } from '../../shared/token.ts'
import type { SecretScrubber } from '../http/index.ts'
import { isAlive, isFresh } from './freshness.ts'
import { renewalDue } from './renewal.ts'
import { shareRequest } from './shared-request.ts'
import { emptySlot, keyOf, type TokenSlot } from './token-slot.ts'
import { stateOf } from './token-state.ts'
import type { AccessToken, Grants, ReadCredentials, Tokens } from './types.ts'

/** Time as tokens need it; a test brings its own. `now` is milliseconds since the epoch. */
export interface TokenClock {
  now(): number
  setTimeout(wake: () => void, ms: number): unknown
  clearTimeout(handle: unknown): void
}

interface TokensParts {
  readonly grants: Grants
  readonly readCredentials: ReadCredentials
  readonly clock: TokenClock
  /** Told of every failed renewal that nobody waited for. */
  readonly onError?: (connectionId: string, error: ExplorerError) => void
  /** Learns each token, so that none gets into a log. */
  readonly scrubber?: Pick<SecretScrubber, 'know'>
}

/** The longest delay a timer can take; longer ones would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Refusals of a refresh token that a fresh grant may get around. The client itself is not refused. */
const refreshRefusals = new Set(['request_refused', 'invalid_scope', 'malformed_response'])

/** Makes the one holder of tokens. They are in memory only. */
export function createTokens(parts: TokensParts): Tokens {
  const { grants, readCredentials, clock } = parts
  const slots = new Map<string, TokenSlot>()
  const listeners = new Set<(state: TokenState) => void>()
  let isSuspended = false

  const snapshot = (slot: TokenSlot) => stateOf(slot, clock.now(), isSuspended ? null : renewalDue(slot))
  const tell = (slot: TokenSlot) => {
    if (slots.get(slot.connection.id) !== slot) return
    const state = snapshot(slot)
    for (const listener of listeners) listener(state)
  }

  /** The slot of a connection as it is now. A change of what the token was asked with drops the token. */
  const slotOf = (connection: Connection): TokenSlot => {
    const known = slots.get(connection.id)
    if (known !== undefined && known.key === keyOf(connection)) {
      const isSwitched = known.connection.renewAutomatically !== connection.renewAutomatically
      known.connection = connection
      if (isSwitched) schedule(known)
      return known
    }
    const slot = emptySlot(connection)
    if (known !== undefined) {
      slot.requests = known.requests
      slot.isOpen = known.isOpen
      retire(known)
    }
    slots.set(connection.id, slot)
    return slot
  }

  const retire = (slot: TokenSlot) => {
    clock.clearTimeout(slot.timer)
    slot.timer = null
    slot.request?.abort()
  }

  /** Sets the one timer of a slot: to renew, or to tell that the token has ended. */
  const schedule = (slot: TokenSlot): void => {
    clock.clearTimeout(slot.timer)
    slot.timer = null
    if (isSuspended || !slot.isOpen || slot.request !== null) return
    const now = clock.now()
    const ends = slot.token !== null && isAlive(slot.token, now) ? slot.token.expiresAt : null
    const due = renewalDue(slot) ?? ends
    if (due === null) return
    slot.timer = clock.setTimeout(() => wake(slot), Math.min(Math.max(0, due - now), LONGEST_TIMER_MS))
  }

  const wake = (slot: TokenSlot): void => {
    slot.timer = null
    const due = renewalDue(slot)
    if (due === null || due > clock.now()) {
      schedule(slot)
      tell(slot)
      return
    }
    renew(slot).catch((error: unknown) => {
      if (error instanceof ExplorerError && error.code !== 'cancelled')
        parts.onError?.(slot.connection.id, error)
    })
  }

  const obtain = async (
    slot: TokenSlot,
    refreshToken: string | null,
    signal: AbortSignal,
  ): Promise<AccessToken> => {
    const { connection } = slot
    const { clientSecret } = await readCredentials(connection.id, signal)
    if (refreshToken !== null) {
      try {
        slot.requests++
        return await grants.refresh(connection, clientSecret, refreshToken, { signal })
      } catch (error) {
        if (!(error instanceof ExplorerError && refreshRefusals.has(error.code))) throw error
      }
    }
    slot.requests++
    return grants.clientCredentials(connection, clientSecret, { signal })
  }

  /** Joins the request that is under way, or makes one. */
  const renew = (slot: TokenSlot, signal?: AbortSignal, refreshToken = slot.token?.refreshToken ?? null) => {
    if (slot.request !== null) return slot.request.join(signal)
    if (signal?.aborted === true)
      return Promise.reject(new ExplorerError('cancelled', 'The request was cancelled.'))
    const request = shareRequest(
      work =>
        obtain(slot, refreshToken, work).catch((error: unknown) => Promise.reject(asExplorerError(error))),
      () => end(null, null),
    )
    const end = (token: AccessToken | null, error: ExplorerError | null) => {
      if (slot.request !== request) return
      slot.request = null
      if (token !== null) {
        slot.token = token
        slot.error = null
        slot.failures = 0
        parts.scrubber?.know(token.value)
        if (token.refreshToken !== null) parts.scrubber?.know(token.refreshToken)
      } else if (error !== null) {
        slot.error = error
        slot.failures++
        slot.failedAt = clock.now()
      }
      if (slots.get(slot.connection.id) === slot) schedule(slot)
      tell(slot)
    }
    slot.request = request
    clock.clearTimeout(slot.timer)
    slot.timer = null
    request.outcome.then(
      token => end(token, null),
      (error: ExplorerError) => end(null, error.code === 'cancelled' ? null : error),
    )
    tell(slot)
    return request.join(signal)
  }

  const get = async (connection: Connection, signal?: AbortSignal): Promise<AccessToken> => {
    const slot = slotOf(connection)
    const { token } = slot
    if (token !== null && isFresh(token, clock.now())) return token
    try {
      return await renew(slot, signal)
    } catch (error) {
      // The old token still works for some seconds, and the trouble may be over by then.
      const mayUseOld = error instanceof ExplorerError && error.retryable && error.code !== 'cancelled'
      if (mayUseOld && token !== null && slot.token === token && isAlive(token, clock.now())) return token
      throw error
    }
  }

  return {
    get,
    async replace(connection, refused, signal) {
      const slot = slotOf(connection)
      if (slot.token?.value === refused.value) {
        slot.token = null
        // Not by the refresh token: whatever ended the access token may have ended what it was made from.
        return renew(slot, signal, null)
      }
      return get(connection, signal)
    },
    state: connection => snapshot(slotOf(connection)),
    async refresh(connection, signal) {
      const slot = slotOf(connection)
      await renew(slot, signal)
      return snapshot(slot)
    },
    forget(connection) {
      const known = slotOf(connection)
      retire(known)
      const slot = { ...emptySlot(connection), requests: known.requests, isOpen: known.isOpen }
      slots.set(connection.id, slot)
      tell(slot)
      return snapshot(slot)
    },
    open(connection) {
      const slot = slotOf(connection)
      slot.isOpen = true
      schedule(slot)
      tell(slot)
    },
    close(connectionId) {
      const slot = slots.get(connectionId)
      if (slot === undefined) return
      slot.isOpen = false
      schedule(slot)
      tell(slot)
    },
    suspend() {
      isSuspended = true
      for (const slot of slots.values()) schedule(slot)
    },
    resume() {
      isSuspended = false
      for (const slot of slots.values()) {
        schedule(slot)
        tell(slot)
      }
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose() {
      for (const slot of slots.values()) retire(slot)
      slots.clear()
      listeners.clear()
    },
  }
}

function asExplorerError(error: unknown): ExplorerError {
  if (error instanceof ExplorerError) return error
  return new ExplorerError('internal', 'No token could be had: something went wrong in the app.')
}
