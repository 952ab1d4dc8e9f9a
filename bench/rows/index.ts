import type { RowPlan } from '../harness/row.ts'
import { bulkBru } from './bulk-bru.ts'
import { bulkCheck } from './bulk-check.ts'
import { bulkMemory } from './bulk-memory.ts'
import { bulkNewman } from './bulk-newman.ts'

/** Every row, in the order in which they are measured and shown. */
export const rows: readonly RowPlan[] = [bulkCheck, bulkMemory, bulkNewman, bulkBru]
