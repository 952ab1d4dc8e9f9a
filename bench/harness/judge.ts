import type { Measurement, Row, RowPlan } from './row.ts'
import { median, spread } from './statistics.ts'

/** Fewer runs say nothing about the spread. */
export const leastRuns = 5

/** The row of what was measured. Throws where there are too few runs, or one of them is no number. */
export function judge(plan: RowPlan, measurement: Measurement): Row {
  const { samples, broken = [], notes = [] } = measurement
  if (samples.length < leastRuns) throw new Error(`${plan.id} has ${samples.length} runs, not ${leastRuns}.`)
  if (!samples.every(Number.isFinite)) throw new Error(`${plan.id} has a run without a figure.`)
  const middle = median(samples)
  const said = [...broken.map(promise => `Not kept: ${promise}`), ...notes]
  return {
    ...head(plan),
    ...(plan.unit === undefined ? { ratio: rounded(middle) } : { value: rounded(middle), unit: plan.unit }),
    spread: rounded(spread(samples)),
    // By the exact figure: a ratio of 1.304 is not 1.3.
    pass: middle <= plan.goal && broken.length === 0,
    ...(plan.informational === true ? { informational: true } : {}),
    ...(said.length === 0 ? {} : { notes: said }),
  }
}

/** The row of what could not be measured, such as a peer that does not start. */
export function failedRow(plan: RowPlan, error: unknown): Row {
  return {
    ...head(plan),
    spread: null,
    pass: false,
    ...(plan.informational === true ? { informational: true } : {}),
    error: error instanceof Error ? error.message : String(error),
  }
}

function head({ id, what, against, goal }: RowPlan) {
  return { id, what, against, goal }
}

/** Four digits say more than the noise of any machine allows. */
function rounded(number: number): number {
  return Number(number.toPrecision(4))
}
