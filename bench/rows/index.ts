import type { RowPlan } from '../harness/row.ts'
import { bigJson } from './big-json.ts'
import { bigTable } from './big-table.ts'
import { bigText } from './big-text.ts'
import { bulkBru } from './bulk-bru.ts'
import { bulkCheck } from './bulk-check.ts'
import { bulkMemory } from './bulk-memory.ts'
import { bulkNewman } from './bulk-newman.ts'
import { callOverhead } from './call-overhead.ts'
import { callOverheadNoLatency } from './call-overhead-no-latency.ts'
import { coldStart } from './cold-start.ts'
import { firstScreen } from './first-screen.ts'
import { tokenTraffic } from './token-traffic.ts'

/** Every row, in the order in which they are measured and shown. */
export const rows: readonly RowPlan[] = [
  callOverhead,
  callOverheadNoLatency,
  tokenTraffic,
  coldStart,
  firstScreen,
  bigJson,
  bigTable,
  bigText,
  bulkCheck,
  bulkMemory,
  bulkNewman,
  bulkBru,
]
