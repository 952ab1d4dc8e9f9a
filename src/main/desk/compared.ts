import type { KeptResult } from './kept-results.ts'

/**
 * What a new result is compared with. A run makes what the run before it found the base, for each connection as its
 * turn comes; a check of one connection, and one that is made again in the same run, leave the base alone.
 */
export function comparedWith(
  before: KeptResult | undefined,
  now: Pick<KeptResult, 'runId'> & { readonly found: NonNullable<KeptResult['base']> },
): Pick<KeptResult, 'base' | 'inRun'> {
  const known = before === undefined ? null : { at: before.entry.startedAt, verdict: before.entry.verdict }
  // Results of earlier versions tell only of what run they are.
  const lastRun =
    before?.inRun ?? (known !== null && before?.runId != null ? { ...known, runId: before.runId } : null)
  const { runId, found } = now
  if (runId === null) return { base: lastRun === null ? known : (before?.base ?? null), inRun: lastRun }
  const base =
    lastRun === null ? known : lastRun.runId === runId ? (before?.base ?? null) : withoutRun(lastRun)
  return { base, inRun: { ...found, runId } }
}

const withoutRun = ({ at, verdict }: NonNullable<KeptResult['inRun']>) => ({ at, verdict })
