import type { DatasetBucket } from '../../../../../shared/datasets.ts'
import type { Cell } from '../../../../../shared/documents.ts'
import { nextAfter } from './chart-filter.ts'

/** Places that are drawn at most, as many as the engine gives groups; a longer axis keeps only those with documents. */
const maxBuckets = 3000

/**
 * All buckets from the first to the last of those given, in their order, with those in between that nothing is in. Null
 * where they are too many, or not told by their start.
 */
export function bucketsBetween(
  cells: readonly (Cell | null)[],
  bucket: DatasetBucket,
): readonly Cell[] | null {
  const starts = cells.map(cell => (cell === null ? Number.NaN : startOf(cell)))
  if (starts.length === 0 || starts.some(Number.isNaN)) return null
  const [first, last] = [Math.min(...starts), Math.max(...starts)]
  const found: Cell[] = []
  if (bucket.kind === 'width') {
    // By their number: steps that are added up go astray.
    const numberOf = (start: number): number => Math.round(start / bucket.width)
    const [from, to] = [numberOf(first), numberOf(last)]
    if (to - from >= maxBuckets) return null
    const known = new Map(starts.map(start => [numberOf(start), start]))
    for (let at = from; at <= to; at++) {
      found.push({ type: 'number', value: known.get(at) ?? at * bucket.width })
    }
    return found
  }
  for (let at = new Date(first); at.getTime() <= last; at = nextAfter(at, bucket.unit)) {
    if (found.length === maxBuckets) return null
    found.push({ type: 'date', value: at.toISOString() })
  }
  return found
}

/** Where a bucket starts, as a number; of a date in milliseconds since the epoch. */
export function startOf(cell: Cell): number {
  return cell.type === 'date' ? Date.parse(String(cell.value)) : Number(cell.value)
}
