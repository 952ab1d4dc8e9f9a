import type { DocumentBlock, DocumentQuery } from '../../../../../shared/documents.ts'
import { type ListLength, lengthOf } from './block-window.ts'
import { mergeColumns, type TableColumn } from './table/merged-columns.ts'

/** What stays known of a list although its blocks come and go. */
export interface ListMemory {
  readonly columns: readonly TableColumn[]
  /** Every block seen, without its cells. */
  readonly seen: ReadonlyMap<number, SeenBlock>
  /** The most columns that the server's side left out of a block. */
  readonly droppedColumns: number
}

interface SeenBlock {
  readonly rows: number
  readonly last: boolean
}

export const emptyMemory: ListMemory = { columns: [], seen: new Map(), droppedColumns: 0 }

/** Adds what blocks say. Gives back the same memory when they say nothing new. */
export function remember(memory: ListMemory, blocks: Iterable<DocumentBlock>): ListMemory {
  let { columns, droppedColumns } = memory
  let seen: Map<number, SeenBlock> | null = null
  for (const block of blocks) {
    columns = mergeColumns(columns, block)
    droppedColumns = Math.max(droppedColumns, block.droppedColumns)
    const before = (seen ?? memory.seen).get(block.block)
    if (before?.rows === block.rows.length && before.last === block.last) continue
    seen ??= new Map(memory.seen)
    seen.set(block.block, { rows: block.rows.length, last: block.last })
  }
  const same = seen === null && columns === memory.columns && droppedColumns === memory.droppedColumns
  return same ? memory : { columns, droppedColumns, seen: seen ?? memory.seen }
}

/** Forgets where blocks ended, as before a refresh: a list may have grown. Columns stay in their places. */
export function forgetLengths(memory: ListMemory): ListMemory {
  return { ...memory, seen: new Map() }
}

/**
 * What stays known when another query is run. The rows are others, so their number is forgotten; the columns stay
 * where they are as long as the new query asks for the same fields.
 */
export function memoryFor(memory: ListMemory, before: DocumentQuery, now: DocumentQuery): ListMemory {
  const sameFields =
    before.projection === now.projection &&
    before.foreignkeys === now.foreignkeys &&
    before.hidesystemflags === now.hidesystemflags
  return sameFields ? forgetLengths(memory) : emptyMemory
}

/** How long the list is by what was seen and counted. */
export function rememberedLength(memory: ListMemory, count: number | null): ListLength {
  const seen = [...memory.seen].map(([block, { rows, last }]) => ({ block, rows, last }))
  return lengthOf(seen, count)
}
