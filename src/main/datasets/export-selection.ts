import type { z } from 'zod'
import type { datasetExportSchema, ExportProgress } from '../../shared/datasets.ts'
import { orderSql, whereSql } from './conditions.ts'
import type { DatasetTable } from './dataset-table.ts'
import { documentBatches } from './document-batches.ts'
import { type Connection, query } from './engine.ts'
import type { Field } from './field.ts'

export type ExportRequest = z.output<typeof datasetExportSchema>

/** A field that is written, with its place among the columns of the table. */
export interface ExportedField {
  readonly field: Field
  readonly index: number
}

/** What every way of writing works with. */
export interface WriteInput {
  readonly request: ExportRequest
  /** Where to; nothing is there before all of it is written. */
  readonly path: string
  readonly selected: readonly ExportedField[]
  readonly isShown: (field: Field) => boolean
  readonly table: DatasetTable
  readonly connection: Connection
  readonly onProgress: (progress: ExportProgress) => void
  readonly signal: AbortSignal
}

/** How many documents were written, and what is worth knowing about the file. */
export interface Written {
  readonly rows: number
  readonly notes: readonly string[]
}

/**
 * The rows of an export as SQL, to be put behind `SELECT …`: those that meet the conditions, in their order, and of
 * these the chosen places where there are any.
 */
export function exportedRowsSql(fields: readonly Field[], request: ExportRequest): string {
  const { filters, sort, places } = request
  const where = whereSql(fields, filters)
  const order = orderSql(fields, sort)
  if (places === undefined) return ` FROM data${where}${order}`
  const chosen = places.map(({ from, to }) => `place BETWEEN ${from} AND ${to - 1}`)
  // The same order as the rows on screen have: it ends with the place in the file, so none is equal to another.
  const numbered = `SELECT *, row_number() OVER (${order === '' ? 'ORDER BY rowid' : order}) - 1 AS place FROM data${where}`
  return ` FROM (${numbered}) WHERE ${chosen.join(' OR ')} ORDER BY place`
}

/** How many rows an export has. */
export async function countExportedRows(
  connection: Connection,
  fields: readonly Field[],
  request: ExportRequest,
): Promise<number> {
  const [{ total = 0 } = {}] = await query(
    connection,
    `SELECT count(*) AS total FROM data${whereSql(fields, request.filters)}`,
  )
  if (request.places === undefined) return Number(total)
  return request.places.reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(to, Number(total)) - from),
    0,
  )
}

/** The documents of an export as JSON text, as many at a time as can well be held. */
export async function* exportedDocuments({
  table,
  connection,
  request,
  signal,
}: Pick<WriteInput, 'table' | 'connection' | 'request' | 'signal'>): AsyncGenerator<readonly string[]> {
  const found = await connection.stream(`SELECT doc${exportedRowsSql(table.fields, request)}`)
  for (;;) {
    signal.throwIfAborted()
    const chunk = await found.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return
    const texts = chunk.getColumnVector(0)
    for (const batch of documentBatches(chunk.rowCount, index => String(texts.getItem(index)))) {
      yield batch
      signal.throwIfAborted()
    }
  }
}
