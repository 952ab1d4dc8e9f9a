import { measureTasks } from '../../e2e/support/task-cost.ts'
import type { RowPlan } from '../harness/row.ts'
import { documents, largeBody, startBodyServer } from '../support/body.ts'
import { exportToParquet, scrollFrames } from '../support/table-at-work.ts'
import { showAsTable } from '../support/table-of-body.ts'
import { type AppPage, openWindow } from '../support/window.ts'

/** A field that was not sorted by before, for each run: a known order would be no work. */
const fields = ['netKg', 'ticket', 'grossKg', 'site', 'tareKg', 'material', 'direction', 'vehicleId'] as const

/** Sorting and grouping the large body. */
export const bigTable: RowPlan = {
  id: 'big-table',
  what: 'sort of 1,000,000 rows on a field to the first 50 rows, and count by the values of it, the slower of both',
  against: '',
  goal: 200,
  unit: 'ms',
  async measure({ runs, say }) {
    say('  making the body, which takes half a minute')
    const server = await startBodyServer(await largeBody())
    const window = await openWindow()
    try {
      await window.connect(server.connection)
      await showAsTable(window, await measureTasks(window.page), server, 0)
      const samples: number[] = []
      for (let run = 0; run <= runs; run++) {
        const field = fields[run % fields.length] ?? fields[0]
        const times = await window.page.evaluate(sortAndGroup, field)
        say(`  run ${run} of ${runs}: sort ${Math.round(times.sort)} ms, count ${Math.round(times.group)} ms`)
        // The first makes the engine ready for any.
        if (run > 0) samples.push(Math.max(times.sort, times.group))
      }
      const frame = await scrollFrames(window)
      const exported = await exportToParquet(window, documents)
      return {
        samples,
        notes: [
          `While the table scrolled by a screen a frame, 95 of 100 frames took ${frame.toFixed(1)} ms at most, without a GPU.`,
          `The export of all documents to Parquet took ${exported.toFixed(1)} s.`,
        ],
      }
    } finally {
      await window.close()
      await server.close()
    }
  },
}

/** Runs in the window. Milliseconds of a sort and of a count, as the table asks for them. */
async function sortAndGroup(field: string): Promise<{ readonly sort: number; readonly group: number }> {
  const { datasets } = (globalThis as unknown as AppPage).explorer
  const list = await datasets.list({})
  const dataset = list.ok ? list.value.find(({ state }) => state === 'ready') : undefined
  if (dataset === undefined) throw new Error('The body did not become a dataset.')
  const of = { datasetId: dataset.id }
  const startedAt = performance.now()
  const rows = await datasets.rows({ ...of, sort: { keys: [field], descending: true }, from: 0, to: 50 })
  const sortedAt = performance.now()
  const groups = await datasets.group({ ...of, by: [field] })
  const groupedAt = performance.now()
  if (!rows.ok) throw new Error(rows.error.message)
  if (!groups.ok) throw new Error(groups.error.message)
  return { sort: sortedAt - startedAt, group: groupedAt - sortedAt }
}
