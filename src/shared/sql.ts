import { z } from 'zod'
import { idSchema } from './connection.ts'
import type { Column, DocumentRow } from './documents.ts'

/** Characters of a statement. */
const maxSqlText = 100_000
/** Rows of an answer that the window gets at a time. */
export const maxSqlRows = 200

const sqlText = z.string().max(maxSqlText)
export const sqlTextSchema = z.strictObject({ text: sqlText })
export const sqlResultSchema = z.strictObject({ resultId: idSchema })
export const sqlRowsSchema = sqlResultSchema.extend({ from: z.int().min(0), to: z.int().min(0) })

/** A dataset as SQL knows it. */
export interface SqlTable {
  readonly datasetId: string
  /** As it is written in SQL. */
  readonly identifier: string
  readonly name: string
  readonly documents: number
  readonly columns: readonly SqlColumn[]
}

export interface SqlColumn {
  /** As it is written in SQL. */
  readonly identifier: string
  readonly path: string
  /** Type in SQL. */
  readonly type: string
  /** It looks like a secret: every value is the same mask. */
  readonly isMasked: boolean
}

/** What came of a statement. */
export type SqlAnswer =
  | SqlResult
  /** `EXPLAIN`. */
  | { readonly state: 'plan'; readonly text: string; readonly ms: number }
  /** It was not run, for what it would have done. */
  | { readonly state: 'refused'; readonly message: string; readonly hint: string }
  /** The engine could not do it, and said why. */
  | { readonly state: 'failed'; readonly message: string; readonly ms: number }
  | SqlStopped

export interface SqlResult {
  readonly state: 'rows'
  readonly resultId: string
  readonly columns: readonly Column[]
  /** Columns that were left out because there were too many. */
  readonly droppedColumns: number
  /** Rows that are kept and can be looked at. */
  readonly rows: number
  /** Why there may be more rows than that; null when these are all. */
  readonly cut: 'rows' | 'size' | null
  readonly ms: number
}

export interface SqlStopped {
  readonly state: 'stopped'
  readonly why: 'cancelled' | 'time' | 'memory' | 'crashed'
  /** `interrupted`: the engine stopped by itself. `killed`: its process was ended. */
  readonly how: 'interrupted' | 'killed'
  readonly ms: number
}

/** A statement that was run before; nothing of its answer. */
export interface SqlHistoryEntry {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly text: string
  readonly state: SqlAnswer['state']
  /** Rows of the answer; null where there was none. */
  readonly rows: number | null
}

export interface SqlRows {
  readonly from: number
  readonly rows: readonly DocumentRow[]
}

/** An answer that was written as CSV. */
export interface WrittenCsv {
  readonly rows: number
  /** Values of more than 10,000 characters, which the console keeps no more of; each ends in an ellipsis. */
  readonly cutValues: number
}
