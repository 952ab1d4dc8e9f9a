import type { CheckReport } from '../../../../shared/check.ts'
import type { SecretName } from '../../../../shared/connection.ts'

/** What the check says about the new values of stored secrets. */
export type ReplacementOutcome =
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'refused' | 'untested'
      readonly names: readonly SecretName[]
    }

/**
 * Judges new values before the old ones are dropped: refused (or possibly so), not tested because the check ended
 * earlier, or accepted. A refusal of one outweighs that the other could not be tested.
 */
export function judgeReplacement(report: CheckReport, names: readonly SecretName[]): ReplacementOutcome {
  const stateIs = (...states: readonly string[]) => names.filter(name => states.includes(report.values[name]))
  const refused = stateIs('at_fault', 'maybe_at_fault')
  if (refused.length > 0) return { kind: 'refused', names: refused }
  const untested = stateIs('not_tested')
  return untested.length > 0 ? { kind: 'untested', names: untested } : { kind: 'accepted' }
}
