import { toneOf, type Verdict, type VerdictTone, verdicts } from '../../shared/check.ts'
import type { ReportEntry } from './entry.ts'

/** What a run comes to. */
export interface RunSummary {
  readonly total: number
  readonly byTone: Readonly<Record<VerdictTone, number>>
  /** Verdicts that occur, what needs somebody first. */
  readonly byVerdict: readonly { readonly verdict: Verdict; readonly count: number }[]
  /** "3 of 22 do not work". */
  readonly headline: string
}

const toneOrder: readonly VerdictTone[] = ['broken', 'unknown', 'expiring', 'checking', 'works']

/** Counts the results of a run. */
export function summarise(results: readonly ReportEntry[]): RunSummary {
  const byTone: Record<VerdictTone, number> = { works: 0, expiring: 0, broken: 0, unknown: 0, checking: 0 }
  const counts = new Map<Verdict, number>()
  for (const { verdict } of results) {
    byTone[toneOf(verdict)]++
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  }
  const byVerdict = verdicts
    .flatMap(verdict => {
      const count = counts.get(verdict)
      return count === undefined ? [] : [{ verdict, count }]
    })
    .toSorted((a, b) => rank(a.verdict) - rank(b.verdict) || b.count - a.count)
  return { total: results.length, byTone, byVerdict, headline: headlineOf(results.length, byTone) }
}

/** What needs somebody first, then what soon will; in the order of the list among equals. */
export function worstFirst(results: readonly ReportEntry[]): readonly ReportEntry[] {
  return results.toSorted((a, b) => rank(a.verdict) - rank(b.verdict))
}

const rank = (verdict: Verdict): number => toneOrder.indexOf(toneOf(verdict))

function headlineOf(
  total: number,
  { broken, unknown, expiring }: Readonly<Record<VerdictTone, number>>,
): string {
  if (total === 0) return 'Nothing was checked'
  const failing = broken + unknown
  const soon = expiring === 0 ? '' : `${expiring} ${expiring === 1 ? 'expires' : 'expire'} soon`
  if (failing === 0) {
    const all = total === 1 ? 'The connection works' : `All ${total} work`
    return soon === '' ? all : `${all}, ${soon}`
  }
  const fail = `${failing} of ${total} ${failing === 1 ? 'does' : 'do'} not work`
  return soon === '' ? fail : `${fail}, ${soon}`
}
