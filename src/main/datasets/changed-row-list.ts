import type { Connection } from './engine.ts'

/** One document that is not as it was, by its rows in both versions. */
export interface ChangedRow {
  readonly kind: 'added' | 'changed' | 'removed'
  /** Row in the new version; null where it was removed. */
  readonly now: number | null
  /** Row in the version before; null where it was added. */
  readonly before: number | null
}

/** All that changed between two versions. */
export interface ChangedRowList {
  readonly length: number
  slice(from: number, to: number): readonly ChangedRow[]
}

const kinds = ['changed', 'added', 'removed'] as const
/** There is no such row. */
const none = -1

/**
 * Reads changed rows: `sql` gives the place of the kind in changed, added, removed, the row now, and the row before.
 * Nine bytes are kept of each, so that the last of millions can be shown like the first.
 */
export async function readChangedRows(
  connection: Connection,
  sql: string,
  length: number,
): Promise<ChangedRowList> {
  const kindOf = new Uint8Array(length)
  const now = new Int32Array(length)
  const before = new Int32Array(length)
  const result = await connection.stream(sql)
  let at = 0
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; ) {
    for (const [kind, nowRow, beforeRow] of chunk.getRows()) {
      kindOf[at] = Number(kind)
      now[at] = nowRow === null ? none : Number(nowRow)
      before[at] = beforeRow === null ? none : Number(beforeRow)
      at++
    }
    chunk = await result.fetchChunk()
  }
  return {
    length,
    slice(from, to) {
      const rows: ChangedRow[] = []
      for (let row = from; row < Math.min(to, length); row++) {
        const [nowRow = none, beforeRow = none] = [now[row], before[row]]
        rows.push({
          kind: kinds[kindOf[row] ?? 0] ?? 'changed',
          now: nowRow === none ? null : nowRow,
          before: beforeRow === none ? null : beforeRow,
        })
      }
      return rows
    },
  }
}
