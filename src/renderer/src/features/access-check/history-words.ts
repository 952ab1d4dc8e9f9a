import { type CheckSummary, toneOf } from '../../../../shared/check.ts'

const works = (check: CheckSummary): boolean => ['works', 'expiring'].includes(toneOf(check.verdict))

/** `20 checks worked, the last 4 failed`. Oldest first. */
export function historyText(checks: readonly CheckSummary[]): string {
  const good = checks.filter(works).length
  const bad = checks.length - good
  if (bad === 0) return `${good} of ${checks.length} checks worked`
  const lastGood = checks.findLastIndex(works)
  const lately = checks.length - 1 - lastGood
  return lately > 0
    ? `${good} of ${checks.length} checks worked, the last ${lately === 1 ? 'one' : lately} did not`
    : `${good} of ${checks.length} checks worked, the last one did`
}

/** Since when the state of the last check holds; null when it is the only one, or the first of its kind. */
export function standingSince(
  checks: readonly CheckSummary[],
): { readonly works: boolean; readonly at: string } | null {
  const last = checks.at(-1)
  if (last === undefined || checks.length < 2) return null
  const other = checks.findLastIndex(check => works(check) !== works(last))
  const first = checks[other + 1]
  return first === undefined || first === last ? null : { works: works(last), at: first.at }
}

/** The last check that worked, where the last of all did not; null where none is known. */
export function lastWorked(checks: readonly CheckSummary[]): string | null {
  const last = checks.at(-1)
  return last === undefined || works(last) ? null : (checks.findLast(works)?.at ?? null)
}

/** Each check with its height: the longest is full, zero is nothing, and every bar can be seen. */
export function historyBars(
  checks: readonly CheckSummary[],
): readonly { readonly check: CheckSummary; readonly percent: number }[] {
  const longest = Math.max(1, ...checks.map(({ ms }) => ms))
  return checks.map(check => ({ check, percent: Math.max(5, (check.ms / longest) * 100) }))
}
