import { ExplorerError } from '../../../shared/errors.ts'

/** In a row, with no answer in between: one may be chance, three are not. */
const failuresUntilDown = 3
/** Milliseconds until a host that is down is asked again; doubled each time it still is. */
const firstProbeMs = 15_000
const longestProbeMs = 240_000
/** A host that asks for more quiet than an hour, maybe by mistake, is looked at again all the same. */
const longestAskedMs = 3_600_000

interface HostState {
  /** Checks under way that need it. */
  running: number
  /** Checks it may have at a time; less than asked for once it said that it has too many. */
  room: number
  /** Whether its last call was answered. A host that never answered gets few checks until it does. */
  answers: boolean
  failures: number
  down: { error: ExplorerError; probeAt: number; waitMs: number } | null
  probing: boolean
  /** No check starts before this moment; milliseconds since the epoch. */
  quietUntil: number
  /** The check that was last told 429, while nobody was answered otherwise since. */
  limited: object | null
}

/** How a call may go ahead: made, made to see whether the host is back, or not made but ended with an error. */
export type Passage =
  | { readonly kind: 'open' | 'probe' }
  | { readonly kind: 'marked'; readonly error: ExplorerError }

/** What is known about the hosts of a run: which are busy, ask for quiet, or are down. A host is known by any name. */
export interface HostWatch {
  /** When a check may start on a host: a moment that is not in the future, one that is, or never before another ends. */
  readonly opensAt: (host: string) => number
  readonly enter: (host: string) => void
  readonly leave: (host: string) => void
  readonly passage: (host: string) => Passage
  /** The error with which a call to a host that is down would end now; null where it would be made. */
  readonly marks: (host: string) => ExplorerError | null
  readonly answered: (host: string) => void
  readonly failed: (host: string, error: ExplorerError, passage: Passage) => void
  /** A call ended without saying anything about the host. */
  readonly abandoned: (host: string, passage: Passage) => void
  /** A host answered 429 to a check. */
  readonly limited: (host: string, check: object, waitMs: number) => void
}

/**
 * Watches the hosts of one run. A host that fails three times in a row is taken for down: calls to it end at once
 * with the same error, but for one call now and then that looks whether it is back. A host that answers 429 to two
 * checks one after the other means all of them, not one client: it is left alone as long as it asks, and gets fewer
 * checks at a time after that. Where it asks for longer than `longestQuietMs` it is taken for down, too.
 */
export function createHostWatch(options: {
  readonly perHost: number
  readonly longestQuietMs: number
  readonly now: () => number
}): HostWatch {
  const { perHost, longestQuietMs, now } = options
  const hosts = new Map<string, HostState>()
  const stateOf = (host: string): HostState => {
    const known = hosts.get(host)
    if (known !== undefined) return known
    const fresh: HostState = {
      running: 0,
      room: perHost,
      answers: false,
      failures: 0,
      down: null,
      probing: false,
      quietUntil: 0,
      limited: null,
    }
    hosts.set(host, fresh)
    return fresh
  }
  const roomOf = (state: HostState): number =>
    state.answers
      ? Math.floor(state.room)
      : Math.min(state.room, Math.max(1, failuresUntilDown - state.failures))
  const marks = (host: string): ExplorerError | null => {
    const { down, probing } = stateOf(host)
    return down !== null && (probing || now() < down.probeAt) ? down.error : null
  }

  return {
    opensAt(host) {
      const state = stateOf(host)
      // Calls to a host that is down end at once, so there is nothing to wait for.
      if (state.down !== null) return state.running < perHost ? now() : Number.POSITIVE_INFINITY
      if (state.running >= roomOf(state)) return Number.POSITIVE_INFINITY
      return Math.max(now(), state.quietUntil)
    },
    enter: host => {
      stateOf(host).running++
    },
    leave: host => {
      stateOf(host).running--
    },
    marks,
    passage(host) {
      const state = stateOf(host)
      const error = marks(host)
      if (error !== null) return { kind: 'marked', error }
      if (state.down === null) return { kind: 'open' }
      state.probing = true
      return { kind: 'probe' }
    },
    answered(host) {
      const state = stateOf(host)
      state.answers = true
      state.failures = 0
      state.down = null
      state.probing = false
      state.limited = null
      state.room = Math.min(perHost, state.room + 1 / perHost)
    },
    failed(host, error, passage) {
      const state = stateOf(host)
      state.answers = false
      state.failures++
      if (passage.kind === 'probe') state.probing = false
      if (state.failures < failuresUntilDown) return
      if (state.down !== null && passage.kind !== 'probe') return
      const waitMs = state.down === null ? firstProbeMs : Math.min(longestProbeMs, state.down.waitMs * 2)
      state.down = { error, probeAt: now() + waitMs, waitMs }
    },
    abandoned(host, passage) {
      if (passage.kind === 'probe') stateOf(host).probing = false
    },
    limited(host, check, waitMs) {
      const state = stateOf(host)
      const another = state.limited !== null && state.limited !== check
      state.answers = true
      state.failures = 0
      state.down = null
      state.probing = false
      state.limited = check
      if (!another) return
      state.room = Math.max(1, Math.floor(state.room / 2))
      if (waitMs <= longestQuietMs) {
        state.quietUntil = Math.max(state.quietUntil, now() + waitMs)
        return
      }
      const error = new ExplorerError(
        'rate_limited',
        `The host asks for quiet for ${Math.ceil(waitMs / 1000)} s.`,
      )
      state.down = { error, probeAt: now() + Math.min(waitMs, longestAskedMs), waitMs }
    },
  }
}
