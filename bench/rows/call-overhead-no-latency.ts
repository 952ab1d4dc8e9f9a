import type { RowPlan } from '../harness/row.ts'
import { measureCallOverhead } from '../support/call-overhead.ts'

/** The same where the server takes no time: nearly all that is left is the way through the app. */
export const callOverheadNoLatency: RowPlan = {
  id: 'call-overhead-no-latency',
  what: 'one API call of 1 KB through window, IPC and main, the server answering at once',
  against: 'the same call by undici alone in Node',
  goal: 1.3,
  informational: true,
  measure: bench => measureCallOverhead(bench, 0),
}
