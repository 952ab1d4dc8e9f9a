import type { RowPlan } from '../harness/row.ts'
import { measureCallOverhead } from '../support/call-overhead.ts'

/** What window, boundary and main add to a call of the API. */
export const callOverhead: RowPlan = {
  id: 'call-overhead',
  what: 'one API call of 1 KB through window, IPC and main, the server answering after 20 ms',
  against: 'the same call by undici alone in Node',
  goal: 1.3,
  measure: bench => measureCallOverhead(bench, 20),
}
