import type { CheckReport, Verdict } from '../../../shared/check.ts'
import type { Connection } from '../../../shared/connection.ts'
import type { Credentials } from '../../auth/index.ts'

/** Time as a bulk run sees it, so that tests need not wait. */
export interface BulkClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly setTimeout: (wake: () => void, ms: number) => unknown
  readonly clearTimeout: (handle: unknown) => void
}

/** One connection of a bulk run. Its secrets are read when its turn comes and not kept. */
export interface BulkTarget {
  readonly connection: Connection
  /** What the report calls it: null for a connection that is not saved. */
  readonly connectionId: string | null
  readonly readCredentials: (signal?: AbortSignal) => Promise<Credentials>
}

/** How fast a bulk run may go, and how patient it is. */
export interface BulkLimits {
  /** Checks at a time: in all, on each token host and on each API host. A check makes one call at a time. */
  readonly concurrency: number
  /** Checks started in a second; null for as many as there is room for. */
  readonly startsPerSecond: number | null
  /** Milliseconds for one connection: its checks and the waits that it was asked for. */
  readonly connectionLimitMs: number
  /** Milliseconds for one step of a check. */
  readonly stepLimitMs: number
  /** An application that ends within so many days is expiring. */
  readonly expiringDays: number
}

/** The limits where nothing else is asked for. */
export const usualLimits: BulkLimits = {
  concurrency: 8,
  startsPerSecond: null,
  connectionLimitMs: 30_000,
  stepLimitMs: 10_000,
  expiringDays: 30,
}

export interface BulkProgress {
  readonly state: 'running' | 'paused' | 'cancelled' | 'finished'
  /** Null where the number of connections is not known yet. */
  readonly total: number | null
  readonly done: number
  readonly running: number
  /** Connections that wait because a host asked for quiet (429). */
  readonly putOff: number
  readonly byVerdict: Readonly<Partial<Record<Verdict, number>>>
  /** Milliseconds since the start, without pauses. */
  readonly activeMs: number
  /** Connections finished in a second, lately; null before there are two. */
  readonly perSecond: number | null
  /** Milliseconds that are likely left; null while that cannot be told. */
  readonly leftMs: number | null
}

/** What a bulk run is to do. */
export interface BulkOrder<T extends BulkTarget> {
  /** Read as there is room for more; never as a whole. */
  readonly targets: Iterable<T> | AsyncIterable<T>
  /** How many there are; null where that is not known. */
  readonly total: number | null
  readonly limits: BulkLimits
  /** False where nobody will look at the redacted exchanges; true unless told. */
  readonly withExchanges?: boolean
  /** Takes a finished report, in the order in which checks end. Awaited before the place is given to the next. */
  readonly onReport: (target: T, report: CheckReport) => void | Promise<void>
  /** Told after each change; often, so whoever shows it should do so at intervals. */
  readonly onProgress?: (progress: BulkProgress) => void
}

/** A bulk run under way. */
export interface BulkRun {
  /** Starts no more checks; those under way go on to their end. */
  readonly pause: () => void
  readonly resume: () => void
  /** Ends at once. Checks under way give no report. */
  readonly cancel: () => void
  readonly progress: () => BulkProgress
  /** Whether a check that began now would read the secrets of a connection: not where its token server is down. */
  readonly needsSecrets: (connection: Connection) => boolean
  /** Settles when all is done or cancelled. Rejects where `onReport`, the source of targets or our own code failed. */
  readonly done: Promise<BulkProgress>
}
