import { blockSize } from '../../../../../shared/documents.ts'

/** Rows from one position to another, both included. */
export interface RowRange {
  readonly first: number
  readonly last: number
}

/** Blocks that stay in memory: 12,000 rows, about 60 MB with wide documents. */
const keptBlocks = 60

/** The blocks that hold a range of rows. */
export function blocksOf(range: RowRange): readonly number[] {
  const first = Math.floor(Math.max(0, range.first) / blockSize)
  const last = Math.floor(Math.max(0, range.last) / blockSize)
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** A block as far as the length of its list goes. */
export interface BlockExtent {
  readonly block: number
  readonly rows: number
  /** The list ends in this block. */
  readonly last: boolean
}

/** What is known about the length of a list. */
export interface ListLength {
  /** Rows to lay out: those known to exist, and one block to come where the end is not known. */
  readonly rows: number
  /** Whether `rows` is where the list ends. */
  readonly exact: boolean
}

/**
 * How long a list is, from what has arrived: its end when that was seen, else the count, else as far as blocks
 * came, and one block more. A count can be older than the rows, so the end that was seen wins.
 */
export function lengthOf(loaded: readonly BlockExtent[], count: number | null): ListLength {
  const end = loaded
    .filter(block => block.last)
    .reduce<number | null>((least, block) => {
      const rows = block.block * blockSize + block.rows
      return least === null ? rows : Math.min(least, rows)
    }, null)
  const seen = Math.max(0, ...loaded.map(block => block.block * blockSize + block.rows))
  if (end !== null) return { rows: end, exact: true }
  if (count !== null) return { rows: Math.max(count, seen), exact: true }
  return { rows: seen + blockSize, exact: false }
}

/** Which cached blocks to let go: those unseen for longest, never one on screen. */
export function blocksToDrop(
  cached: readonly { readonly block: number; readonly seenAt: number }[],
  onScreen: ReadonlySet<number>,
  keep: number = keptBlocks,
): readonly number[] {
  const excess = cached.length - keep
  if (excess <= 0) return []
  return cached
    .filter(entry => !onScreen.has(entry.block))
    .sort((a, b) => a.seenAt - b.seenAt)
    .slice(0, excess)
    .map(entry => entry.block)
}
