import { join } from 'node:path'
import { measureTasks } from '../../e2e/support/task-cost.ts'
import { measureWindow } from '../../e2e/support/window-load.ts'
import type { RowPlan } from '../harness/row.ts'
import { ratiosOf } from '../harness/run-rows.ts'
import { largeBody, startBodyServer } from '../support/body.ts'
import { runNode } from '../support/child.ts'
import { showAsTable } from '../support/table-of-body.ts'
import { openWindow } from '../support/window.ts'

/** Milliseconds of its thread that the window may be busy without a break. */
const longestTaskMs = 100
/** Megabytes of script objects by which the window may grow. */
const mostGrowth = 100

/** A body that other programs freeze at, as a table. */
export const bigJson: RowPlan = {
  id: 'big-json',
  what: 'a body of 1,000,000 documents and over 250 MB: last byte to first rows on screen',
  against: 'JSON.parse of the same bytes in Node',
  goal: 1,
  async measure(bench) {
    bench.say('  making the body, which takes half a minute')
    const file = await largeBody()
    const server = await startBodyServer(file)
    const window = await openWindow()
    try {
      await window.connect(server.connection)
      const load = await measureWindow(window)
      const tasks = await measureTasks(window.page)
      let number = 0
      let longest = 0
      const ours = async (): Promise<number> => {
        const shown = await showAsTable(window, tasks, server, number++)
        // The first time the views themselves are loaded.
        if (number > 1) longest = Math.max(longest, shown.longest)
        return shown.ms
      }
      const parse = [join(import.meta.dirname, '..', 'support', 'parse-body.ts'), file]
      const parsed = async (): Promise<number> =>
        Number((await runNode(parse, { folder: import.meta.dirname })).stdout)
      await ours()
      const before = (await load.memory()).window
      const samples = await ratiosOf(bench, ours, parsed)
      const growth = Math.round((await load.memory()).window - before)
      return {
        samples,
        broken: [
          ...(longest > longestTaskMs ? [`no task of the window over ${longestTaskMs} ms`] : []),
          ...(growth > mostGrowth ? [`the window grows by ${mostGrowth} MB at most`] : []),
        ],
        notes: [
          `The longest task of the window took ${longest} ms of its thread, in recorded traces.`,
          `The window grew by ${growth} MB over ${bench.runs} bodies.`,
        ],
      }
    } finally {
      await window.close()
      await server.close()
    }
  },
}
