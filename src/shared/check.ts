/** The ordered steps of an access check. */
export const checkSteps = ['token_server', 'token', 'access', 'applications'] as const
export type CheckStep = (typeof checkSteps)[number]

/** How an access check can end: a closed set, the same in the code, the demo cloud and every export. */
export const verdicts = [
  'works',
  'expiring',
  'expired',
  'no_applications',
  'application_refused',
  'client_refused',
  'scope_refused',
  'api_key_refused',
  'access_refused',
  'rate_limited',
  'server_error',
  'token_server_unreachable',
  'api_unreachable',
  'tls_failed',
  'timed_out',
  'malformed_answer',
  'keychain_unavailable',
] as const
export type Verdict = (typeof verdicts)[number]

/** What the shape and the colour of a verdict say. */
export type VerdictTone = 'works' | 'expiring' | 'broken' | 'unknown' | 'checking'

/** The tone of each verdict: what works, what will soon stop, what does not work. */
export function toneOf(verdict: Verdict): VerdictTone {
  if (verdict === 'works') return 'works'
  if (verdict === 'expiring') return 'expiring'
  return verdict === 'keychain_unavailable' ? 'unknown' : 'broken'
}

/** One request and its answer as text, secrets removed. */
export interface Exchange {
  readonly title: string
  readonly request: string
  readonly response: string
}

export interface CheckStepResult {
  readonly step: CheckStep
  readonly state: 'waiting' | 'running' | 'ok' | 'failed' | 'not_run'
  /** Milliseconds from the start of the check to the start of the step. */
  readonly startMs: number
  /** Milliseconds that the step took. */
  readonly ms: number
  /** One line for people: what was seen. */
  readonly summary: string
  readonly exchanges: readonly Exchange[]
}

export interface CheckedApplication {
  readonly id: string
  readonly name: string
  /** ISO 8601 as the API gave it; null when missing or not a date. */
  readonly expiry: string | null
  readonly state: 'works' | 'expiring' | 'expired' | 'refused' | 'not_opened'
  /** What was seen, for people; empty when there is nothing to say. */
  readonly note: string
}

export type ValueState = 'accepted' | 'at_fault' | 'maybe_at_fault' | 'not_tested'

/** The outcome of an access check, worded for people. */
export interface CheckReport {
  readonly id: string
  /** Null for a connection that is not saved yet. */
  readonly connectionId: string | null
  readonly clientId: string
  /** ISO 8601, UTC. */
  readonly startedAt: string
  /** Null while the check is under way. */
  readonly finishedAt: string | null
  /** Null while the check is under way. */
  readonly verdict: Verdict | null
  readonly failingStep: CheckStep | null
  readonly headline: string
  readonly meaning: string
  /** Which of the three values is at fault. */
  readonly values: Readonly<Record<'clientId' | 'clientSecret' | 'apiKey', ValueState>>
  readonly steps: readonly CheckStepResult[]
  readonly causes: readonly { readonly title: string; readonly text: string }[]
  readonly advice: readonly string[]
  readonly messages: { readonly forReseller: string; readonly forCustomer: string }
  readonly applications: readonly CheckedApplication[]
  /** Scope granted with the token; null when the answer did not say. */
  readonly scope: string | null
  readonly notes: readonly string[]
  /** Milliseconds in all. */
  readonly ms: number
}

/** One line of a connection's check history. */
export interface CheckSummary {
  readonly at: string
  readonly verdict: Verdict
  readonly failingStep: CheckStep | null
  readonly ms: number
  /**
   * Earliest expiry among the applications that was still to come, ISO 8601; one that is over where there is no other,
   * null when none is known.
   */
  readonly nearestExpiry: string | null
}
