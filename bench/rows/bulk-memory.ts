import type { RowPlan } from '../harness/row.ts'
import { ratiosOf } from '../harness/run-rows.ts'
import { concurrency, listed, prepareBulk } from '../support/bulk.ts'

const times = 4

/** Memory of our command line must not grow with the list. */
export const bulkMemory: RowPlan = {
  id: 'bulk-memory',
  what: `most memory of the process that checks ${listed * times} connections, ${concurrency} at a time`,
  against: `the same with ${listed} connections`,
  goal: 1.25,
  async measure(bench) {
    const lists = await prepareBulk()
    try {
      const samples = await ratiosOf(
        bench,
        async () => (await lists.check(listed * times)).peakBytes / 1e6,
        async () => (await lists.check()).peakBytes / 1e6,
      )
      return { samples }
    } finally {
      await lists.close()
    }
  },
}
