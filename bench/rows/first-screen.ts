import { join } from 'node:path'
import { leastRuns } from '../harness/judge.ts'
import type { RowPlan } from '../harness/row.ts'
import { runNode } from '../support/child.ts'

const project = join(import.meta.dirname, '..', '..')

/** JavaScript of the first screen, by the measure of the budget in `npm test`. */
export const firstScreen: RowPlan = {
  id: 'first-screen',
  what: 'JavaScript that the first screen loads, gzip',
  against: '',
  goal: 300,
  unit: 'KB',
  async measure() {
    const sizeLimit = join(project, 'node_modules', 'size-limit', 'bin.js')
    const { stdout } = await runNode([sizeLimit, '--json'], { folder: project })
    const [{ size } = { size: Number.NaN }] = JSON.parse(stdout) as { size: number }[]
    // The same build has the same size each time.
    return { samples: Array.from({ length: leastRuns }, () => size / 1000) }
  },
}
