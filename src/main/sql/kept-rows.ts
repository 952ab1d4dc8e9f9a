import type { DuckDBResult } from '@duckdb/node-api'
import type { RawCell, ValueKind } from './sql-messages.ts'

/** Rows that are kept of an answer. */
const maxRows = 100_000
/** Characters of all that is kept; about twice as many bytes. */
const maxCharacters = 64_000_000

/** The rows of an answer as far as they are kept. */
export interface KeptRows {
  readonly rows: readonly (readonly RawCell[])[]
  /** Largest absolute value of each column of numbers. */
  readonly maxAbs: readonly number[]
  /** Why there are no more rows; null when these are all. */
  readonly cut: 'rows' | 'size' | null
}

/** Reads an answer of two columns for each value, the text and the length of a text that was cut. */
export async function keepRows(
  result: DuckDBResult,
  kinds: readonly ValueKind[],
  signal: AbortSignal,
): Promise<KeptRows> {
  const rows: RawCell[][] = []
  const maxAbs = kinds.map(() => 0)
  let characters = 0
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; ) {
    signal.throwIfAborted()
    // Value by value: a piece of the answer may be larger than what is kept of it.
    const vectors = Array.from({ length: chunk.columnCount }, (_, index) => chunk?.getColumnVector(index))
    for (let at = 0; at < chunk.rowCount; at++) {
      if (rows.length === maxRows) return { rows, maxAbs, cut: 'rows' }
      if (characters > maxCharacters) return { rows, maxAbs, cut: 'size' }
      const row = kinds.map((kind, index): RawCell => {
        const text = vectors[2 * index]?.getItem(at) ?? null
        if (typeof text !== 'string') return null
        characters += text.length + 16
        if (kind === 'number') maxAbs[index] = Math.max(maxAbs[index] ?? 0, amountOf(text))
        const length = vectors[2 * index + 1]?.getItem(at) ?? null
        return length === null ? text : { text, length: Number(length) }
      })
      rows.push(row)
    }
    chunk = await result.fetchChunk()
  }
  return { rows, maxAbs, cut: null }
}

function amountOf(text: string): number {
  const amount = Math.abs(Number(text))
  return Number.isFinite(amount) ? amount : 0
}
