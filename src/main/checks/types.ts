import type { CheckReport } from '../../shared/check.ts'
import type { Connection } from '../../shared/connection.ts'
import type { BuildApiRequest } from '../api-request/index.ts'
import type { Credentials, Grants } from '../auth/index.ts'
import type { Http, HttpAnswer, HttpRequest } from '../http/index.ts'

/** What an access check is done with. */
export interface CheckTools {
  readonly http: Http
  readonly grants: Grants
  readonly buildApiRequest: BuildApiRequest
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Milliseconds from any start, never backwards: what durations are measured with. */
  readonly stopwatch: () => number
  /** A fresh identifier for a report. */
  readonly newId: () => string
}

/** What is checked, and how patiently. */
export interface CheckOrder {
  /** For a draft: what was typed, as if it were saved. */
  readonly connection: Connection
  /** What the report calls it: null for a connection that is not saved yet. */
  readonly connectionId: string | null
  readonly readCredentials: (signal?: AbortSignal) => Promise<Credentials>
  /** Milliseconds for each step; 10,000 unless told. */
  readonly stepLimitMs?: number
  /** Milliseconds for the whole check, once its secrets were read; no limit but those of the steps unless told. */
  readonly limitMs?: number
  /** Applications that are opened at the same time; 4 unless told. */
  readonly applicationsAtOnce?: number
  /** An application that ends within so many days is expiring; 30 unless told. */
  readonly expiringDays?: number
  /** False leaves the exchanges out of the report, whose redaction is most of the work of a check; true unless told. */
  readonly withExchanges?: boolean
  readonly signal?: AbortSignal | undefined
  /** Called with the report as far as it is, after every change. */
  readonly onProgress?: ((report: CheckReport) => void) | undefined
}

/** The bounds of one step, and where it leaves what it saw. */
export interface StepContext {
  readonly limitMs: number
  /** Aborts when the check is cancelled or the step's time is over. */
  readonly signal: AbortSignal
  readonly record: (title: string, request: HttpRequest, answer: HttpAnswer | null) => void
}
