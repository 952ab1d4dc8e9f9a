import { toneOf, type Verdict, type VerdictTone } from './check.ts'

/** How a verdict differs from an earlier one, where somebody has to do with it. */
export type VerdictChange = 'broken' | 'repaired' | 'expiring'

export const changeWords: Readonly<Record<VerdictChange, string>> = {
  broken: 'Newly broken',
  repaired: 'Repaired',
  expiring: 'Newly expiring',
}

/** What changed from one verdict to the next; null where the matter stands as before. */
export function changeBetween(before: Verdict, now: Verdict): VerdictChange | null {
  const [earlier, later] = [toneOf(before), toneOf(now)]
  const fails = (tone: VerdictTone): boolean => tone === 'broken' || tone === 'unknown'
  if (fails(later)) return fails(earlier) ? null : 'broken'
  if (fails(earlier)) return 'repaired'
  return later === 'expiring' && earlier !== 'expiring' ? 'expiring' : null
}
