import type { CheckedApplication, CheckReport, CheckStep, Verdict } from '../../shared/check.ts'
import type { VerdictChange } from '../../shared/verdict-change.ts'

/** One connection in a report: what a check found, without the exchanges. Holds no secret. */
export interface ReportEntry
  extends Pick<
    CheckReport,
    | 'clientId'
    | 'failingStep'
    | 'headline'
    | 'meaning'
    | 'causes'
    | 'advice'
    | 'applications'
    | 'scope'
    | 'notes'
    | 'startedAt'
    | 'ms'
  > {
  readonly name: string
  readonly customer: string
  readonly verdict: Verdict
  /** How it differs from the run before; null where it does not. Left out where there is no run to compare with. */
  readonly change?: VerdictChange | null
  /** In plain words, to be sent to the customer. */
  readonly message: string
  /** The steps that were run. */
  readonly steps: readonly {
    readonly step: CheckStep
    readonly ok: boolean
    readonly ms: number
    readonly summary: string
  }[]
}

/** A run of checks, or the last check of each of some connections, as every format tells it. */
export interface RunReport {
  /** False for checks of different times: the two moments are then those of the first and of the last one. */
  readonly isOneRun: boolean
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly finishedAt: string
  /** In the order of the list. */
  readonly results: readonly ReportEntry[]
  /** Rows of the list that could not be used. */
  readonly unusedRows: readonly { readonly line: number; readonly reason: string }[]
  /** Connections that were not checked: since the run was ended before, or never. */
  readonly notReached: number
}

/** Keeps of a finished check what a report tells. Throws where the check is still under way. */
export function reportEntry(
  connection: { readonly name: string; readonly customer: string },
  report: CheckReport,
): ReportEntry {
  if (report.verdict === null) throw new Error('A check that is under way cannot be reported.')
  return {
    name: connection.name,
    customer: connection.customer,
    clientId: report.clientId,
    verdict: report.verdict,
    failingStep: report.failingStep,
    headline: report.headline,
    meaning: report.meaning,
    causes: report.causes,
    advice: report.advice,
    message: report.messages.forCustomer,
    applications: report.applications,
    scope: report.scope,
    steps: report.steps
      .filter(({ state }) => state === 'ok' || state === 'failed')
      .map(({ step, state, ms, summary }) => ({ step, ok: state === 'ok', ms, summary })),
    notes: report.notes,
    startedAt: report.startedAt,
    ms: report.ms,
  }
}

/** The earliest end among applications as the API gave it; null where none is known. */
export function nearestExpiry(applications: readonly CheckedApplication[]): string | null {
  const ends = applications.flatMap(({ expiry }) => (expiry === null ? [] : [expiry]))
  return ends.reduce<string | null>(
    (first, end) => (first === null || Date.parse(end) < Date.parse(first) ? end : first),
    null,
  )
}
