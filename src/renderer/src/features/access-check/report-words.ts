import type {
  CheckedApplication,
  CheckReport,
  CheckStep,
  CheckStepResult,
  Exchange,
  ValueState,
  VerdictTone,
} from '../../../../shared/check.ts'
import { toneOf } from '../../../../shared/check.ts'

interface Said {
  readonly tone: VerdictTone
  readonly word: string
}

export const valueWords: Readonly<Record<ValueState, Said>> = {
  accepted: { tone: 'works', word: 'Accepted' },
  at_fault: { tone: 'broken', word: 'At fault' },
  maybe_at_fault: { tone: 'broken', word: 'Possibly at fault' },
  not_tested: { tone: 'unknown', word: 'Not tested' },
}

export const stepWords: Readonly<Record<CheckStepResult['state'], Said>> = {
  waiting: { tone: 'unknown', word: 'Waiting' },
  running: { tone: 'checking', word: 'Under way' },
  ok: { tone: 'works', word: 'Done' },
  failed: { tone: 'broken', word: 'Failed' },
  not_run: { tone: 'unknown', word: 'Not run' },
}

export const applicationWords: Readonly<Record<CheckedApplication['state'], Said>> = {
  works: { tone: 'works', word: 'Works' },
  expiring: { tone: 'expiring', word: 'Expires soon' },
  expired: { tone: 'broken', word: 'Expired' },
  refused: { tone: 'broken', word: 'Refused' },
  not_opened: { tone: 'unknown', word: 'Not opened' },
}

/** What the shape beside the headline says; a check under way turns. */
export function reportTone({ verdict }: Pick<CheckReport, 'verdict'>): VerdictTone {
  return verdict === null ? 'checking' : toneOf(verdict)
}

/** `86 ms`, `3.2 s`. */
export function msText(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

/** Where the bar of a step begins and how long it is, in percent of the whole check. */
export function barOf(
  step: Pick<CheckStepResult, 'state' | 'startMs' | 'ms'>,
  totalMs: number,
): { readonly left: number; readonly width: number } | null {
  if (step.state === 'waiting' || step.state === 'not_run') return null
  const total = Math.max(1, totalMs)
  const left = Math.min(99, (step.startMs / total) * 100)
  const length = step.state === 'running' ? total - step.startMs : step.ms
  // A step of a millisecond is still drawn.
  return { left, width: Math.max(1, Math.min(100 - left, (length / total) * 100)) }
}

/** The exchange to look at first: the one that did not go well, or the first. */
export function telling(exchanges: readonly Exchange[]): number {
  const troubled = exchanges.findIndex(({ response }) => !/^HTTP\/[\d.]+ 2/.test(response))
  return Math.max(0, troubled)
}

/** What is known of the three values so far: a token that came proves two of them before the check has ended. */
export function valuesSoFar(
  report: Pick<CheckReport, 'verdict' | 'values' | 'steps'>,
): CheckReport['values'] {
  const passed = (step: CheckStep): boolean =>
    report.steps.some(result => result.step === step && result.state === 'ok')
  if (report.verdict !== null) return report.values
  return {
    clientId: passed('token') ? 'accepted' : 'not_tested',
    clientSecret: passed('token') ? 'accepted' : 'not_tested',
    apiKey: passed('access') ? 'accepted' : 'not_tested',
  }
}

/** Whole days from now to a moment, negative when it has passed; null for what is not a date. */
export function daysUntil(moment: string | null, now: number): number | null {
  const at = moment === null ? Number.NaN : Date.parse(moment)
  return Number.isNaN(at) ? null : Math.floor((at - now) / 86_400_000)
}
