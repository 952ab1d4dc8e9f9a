import type { ChangedField } from '../../../../../shared/datasets.ts'
import type { Cell, DocumentBlock } from '../../../../../shared/documents.ts'
import { columnIndexes, columnKey } from './table/merged-columns.ts'

/** How long a change stays marked while its row is on screen, in milliseconds (visual language, "Table"). */
export const markedFor = 10_000

/** What differs between two fetches of the same rows. */
export interface Changes {
  /** Keys of the columns that changed, for each row by its id. */
  readonly cells: ReadonlyMap<string, ReadonlySet<string>>
  /** The same with what stood there before and stands there now. */
  readonly fields: ReadonlyMap<string, readonly ChangedField[]>
  readonly added: ReadonlySet<string>
  /** Rows that are gone. */
  readonly removed: number
}

export const noChanges: Changes = { cells: new Map(), fields: new Map(), added: new Set(), removed: 0 }

/** Changed, added and removed rows together. */
export function countOf(changes: Changes): number {
  return changes.cells.size + changes.added.size + changes.removed
}

interface SeenRow {
  readonly block: DocumentBlock
  readonly cells: readonly (Cell | null)[]
}

/**
 * Compares neighbouring blocks before and after a refresh, row by row by id. A row that only entered or left at an
 * open edge of the range was pushed by others and counts as neither added nor removed; rows without an id cannot
 * be followed and are left out.
 */
export function changesBetween(before: readonly DocumentBlock[], after: readonly DocumentBlock[]): Changes {
  const old = rowsById(before)
  const now = rowsById(after)
  const cells = new Map<string, ReadonlySet<string>>()
  const fields = new Map<string, readonly ChangedField[]>()
  for (const [id, row] of now) {
    const previous = old.get(id)
    if (previous === undefined) continue
    const changed = changedCells(previous, row)
    if (changed.size === 0) continue
    cells.set(id, new Set(changed.keys()))
    fields.set(id, [...changed.values()])
  }
  return {
    cells,
    fields,
    added: new Set(within(now, old, after)),
    removed: within(old, now, before).length,
  }
}

/** Ids of `rows` that `others` lacks, but for those beyond the first or last common row at an open edge. */
function within(
  rows: ReadonlyMap<string, SeenRow>,
  others: ReadonlyMap<string, SeenRow>,
  blocks: readonly DocumentBlock[],
): readonly string[] {
  const ids = [...rows.keys()]
  const startsList = blocks.some(block => block.block === 0)
  const endsList = blocks.some(block => block.last)
  const firstCommon = ids.findIndex(id => others.has(id))
  const lastCommon = ids.findLastIndex(id => others.has(id))
  const from = startsList ? 0 : firstCommon
  const to = endsList ? ids.length - 1 : lastCommon
  if (firstCommon === -1) return startsList && endsList ? ids : []
  return ids.slice(from, to + 1).filter(id => !others.has(id))
}

function rowsById(blocks: readonly DocumentBlock[]): ReadonlyMap<string, SeenRow> {
  const rows = new Map<string, SeenRow>()
  for (const block of [...blocks].sort((a, b) => a.block - b.block)) {
    for (const row of block.rows) if (row.id !== null) rows.set(row.id, { block, cells: row.cells })
  }
  return rows
}

/** By the keys of the columns. */
function changedCells(before: SeenRow, after: SeenRow): ReadonlyMap<string, ChangedField> {
  const changed = new Map<string, ChangedField>()
  // A column that left the block is compared as well: its cell is missing now.
  for (const { keys, path } of [...after.block.columns, ...before.block.columns]) {
    const key = columnKey(keys)
    const [old, now] = [cellOf(before, key), cellOf(after, key)]
    if (!same(old, now)) changed.set(key, { path, before: old, after: now })
  }
  return changed
}

function cellOf({ block, cells }: SeenRow, key: string): Cell | null {
  const index = columnIndexes(block).get(key)
  return index === undefined ? null : (cells[index] ?? null)
}

function same(a: Cell | null, b: Cell | null): boolean {
  if (a === null || b === null) return a === b
  return a.type === b.type && a.value === b.value && a.size === b.size
}
