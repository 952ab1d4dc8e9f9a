import { failedRow, judge } from './judge.ts'
import type { Bench, Row, RowPlan } from './row.ts'

/** Measures rows one after another. One that cannot be measured becomes a row with its error; the others go on. */
export async function runRows(plans: readonly RowPlan[], bench: Bench): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const plan of plans) {
    bench.say(`${plan.id} …`)
    try {
      rows.push(judge(plan, await plan.measure(bench)))
    } catch (error) {
      rows.push(failedRow(plan, error))
    }
  }
  return rows
}

/**
 * Measures two things in turn, so that what else the machine does meets both alike, and gives ours ÷ other of each
 * run. What has to be warm is warmed up by the row.
 */
export async function ratiosOf(
  bench: Bench,
  ours: () => Promise<number>,
  other: () => Promise<number>,
  seen: (ours: number, other: number) => void = () => {},
): Promise<readonly number[]> {
  const ratios: number[] = []
  for (let run = 1; run <= bench.runs; run++) {
    // Who goes first changes, so that neither always comes upon the other's leavings.
    const oursFirst = run % 2 === 1
    const before = oursFirst ? await ours() : await other()
    const after = oursFirst ? await other() : await ours()
    const [own, others] = oursFirst ? [before, after] : [after, before]
    bench.say(`  run ${run} of ${bench.runs}: ${own.toPrecision(4)} against ${others.toPrecision(4)}`)
    ratios.push(own / others)
    seen(own, others)
  }
  return ratios
}
