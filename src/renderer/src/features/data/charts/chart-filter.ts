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
    return { kind: 'range', keys: path, from, to: from + bucket.width, excludesTo: true }
  }
  if (bucket?.kind === 'time') {
    const from = new Date(String(cell.value))
    const to = nextAfter(from, bucket.unit).toISOString()
    return { kind: 'range', keys: path, from: from.toISOString(), to, excludesTo: true }
  }
  return cell.type === 'object' || cell.type === 'array'
    ? null
    : { kind: 'values', keys: path, values: [cell.value] }
}

/** The condition of what lies from one number to another; of dates, in milliseconds since the epoch. */
export function within(
  keys: readonly string[],
  [from, to]: readonly [number, number],
  isTime = false,
): DatasetFilter {
  const path = [...keys]
  if (!isTime) return { kind: 'range', keys: path, from, to }
  // A date may be finer than the milliseconds that stand for it.
  const [start, end] = [new Date(Math.floor(from)), new Date(Math.floor(to) + 1)]
  return {
    kind: 'range',
    keys: path,
    from: start.toISOString(),
    to: end.toISOString(),
    excludesTo: true,
  }
}

interface Stretch {
  readonly cells: readonly (Cell | null)[]
  readonly bucket: DatasetBucket | undefined
  /** Whether the places stand in the order of their values. */
  readonly isScale: boolean
}

/** The condition that the documents from one place of the x axis to another meet; null where none can say it. */
export function filterOfStretch(
  keys: readonly string[],
  { cells, bucket, isScale }: Stretch,
): DatasetFilter | null {
  const known = cells.filter(cell => cell !== null && cell.value !== null)
  const [first, last] = [known[0], known.at(-1)]
  if (first === undefined || last === undefined) return null
  if (!isScale) {
    const values = known.flatMap(cell => (cell?.value == null || cell.size !== undefined ? [] : [cell.value]))
    return values.length === 0 ? null : { kind: 'values', keys: [...keys], values }
  }
  const from = rangeOf(filterOf(keys, first, bucket))
  const to = rangeOf(filterOf(keys, last, bucket))
  return from === null || to === null ? null : { ...to, keys: [...keys], from: from.from }
}

/** A range, or a single value as one. */
function rangeOf(filter: DatasetFilter | null): RangeFilter | null {
  if (filter?.kind === 'range') return filter
  const [value] = filter?.kind === 'values' ? filter.values : []
  return value === undefined || typeof value === 'boolean'
    ? null
    : { kind: 'range', keys: filter?.keys ?? [], from: value, to: value }
}

type RangeFilter = Extract<DatasetFilter, { kind: 'range' }>

/** Where the unit of time ends that starts at a moment. */
export function nextAfter(from: Date, unit: Extract<DatasetBucket, { kind: 'time' }>['unit']): Date {
  const next = new Date(from)
  if (unit === 'hour') next.setUTCHours(next.getUTCHours() + 1)
  if (unit === 'day') next.setUTCDate(next.getUTCDate() + 1)
  if (unit === 'week') next.setUTCDate(next.getUTCDate() + 7)
  if (unit === 'month') next.setUTCMonth(next.getUTCMonth() + 1)
  if (unit === 'year') next.setUTCFullYear(next.getUTCFullYear() + 1)
  return next
}
