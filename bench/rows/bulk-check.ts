import type { RowPlan } from '../harness/row.ts'
import { ratiosOf } from '../harness/run-rows.ts'
import { concurrency, listed, prepareBulk } from '../support/bulk.ts'

/** Access checks of a whole list by our command line, against the bare calls. */
export const bulkCheck: RowPlan = {
  id: 'bulk-check',
  what: `${listed} access checks of a CSV list, ${concurrency} at a time, the whole process`,
  against: 'undici alone making the same calls, the whole process',
  goal: 1.3,
  async measure(bench) {
    const lists = await prepareBulk()
    try {
      const samples = await ratiosOf(
        bench,
        async () => (await lists.check()).ms,
        async () => (await lists.bare()).ms,
      )
      return { samples }
    } finally {
      await lists.close()
    }
  },
}
