import type { DatasetBucket, DatasetFilter } from '../../../../../shared/datasets.ts'
import type { Cell } from '../../../../../shared/documents.ts'

/** The condition that the documents at a place of the x axis meet; null where none can say it. */
export function filterOf(
  keys: readonly string[],
  cell: Cell | null,
  bucket: DatasetBucket | undefined,
): DatasetFilter | null {
  const path = [...keys]
  if (cell === null) return { kind: 'missing', keys: path }
  if (cell.type === 'null' || cell.value === null) return { kind: 'null', keys: path }
  if (bucket?.kind === 'width') {
    const from = Number(cell.value)
    return { kind: 'range', keys: path, from, to: justBelow(from + bucket.width) }
  }
  if (bucket?.kind === 'time') {
    const from = new Date(String(cell.value))
    return { kind: 'range', keys: path, from: from.toISOString(), to: endOf(from, bucket.unit).toISOString() }
  }
  return cell.type === 'object' || cell.type === 'array'
    ? null
    : { kind: 'values', keys: path, values: [cell.value] }
}

/** Ranges include their end, buckets do not. */
function justBelow(end: number): number {
  return Number.isInteger(end) ? end - 1e-6 : end - Math.abs(end) * 1e-12
}

/** The last millisecond of a unit of time that starts at a moment. */
function endOf(from: Date, unit: Extract<DatasetBucket, { kind: 'time' }>['unit']): Date {
  const next = new Date(from)
  if (unit === 'hour') next.setUTCHours(next.getUTCHours() + 1)
  if (unit === 'day') next.setUTCDate(next.getUTCDate() + 1)
  if (unit === 'week') next.setUTCDate(next.getUTCDate() + 7)
  if (unit === 'month') next.setUTCMonth(next.getUTCMonth() + 1)
  if (unit === 'year') next.setUTCFullYear(next.getUTCFullYear() + 1)
  return new Date(next.getTime() - 1)
}
