import type { DatasetCopy } from '../../shared/datasets.ts'
import { csvHeader } from '../api/index.ts'
import type { DatasetTable } from './dataset-table.ts'
import { exportedDocuments } from './export-selection.ts'
import { findField } from './field.ts'
import type { WorkerClient } from './worker-client.ts'
import type { LineFormat } from './worker-jobs.ts'

/** As many rows and characters as go to the clipboard; for more there are files. */
const maxRows = 10_000
const maxText = 20_000_000

/**
 * The chosen documents as text for the clipboard: rows with tabs between the columns, which spreadsheets paste as
 * cells, or a JSON array of whole documents. What looks like a secret is masked. Says how many went in.
 */
export async function copiedDocuments(
  { format, columns, ...selection }: DatasetCopy,
  table: DatasetTable,
  worker: WorkerClient,
  signal: AbortSignal,
): Promise<{ readonly text: string; readonly rows: number }> {
  const shown = columns.map(keys => findField(table.fields, keys).field.keys)
  const lineFormat: LineFormat = {
    format,
    columns: format === 'tsv' ? shown : null,
    masks: table.droppedFields > 0 || table.fields.some(({ isSecret }) => isSecret),
    unmasked: [],
  }
  const request = { ...selection, places: firstOf(selection.places), format: 'json' as const }
  return table.lend(async (connection, closing) => {
    const parts = { table, connection, request, signal: AbortSignal.any([signal, closing]) }
    let text = format === 'tsv' ? csvHeader(shown, '\t') : ''
    let rows = 0
    for await (const documents of exportedDocuments(parts)) {
      const lines = await worker.run('lines', { ...lineFormat, documents })
      if (text.length + lines.length > maxText) break
      text += lines
      rows += documents.length
    }
    if (format === 'tsv') return { text, rows }
    return { text: rows === 0 ? '[]\n' : `[${text.slice(1)}\n]\n`, rows }
  })
}

/** The first places, as many as are copied. */
function firstOf(places: DatasetCopy['places']): DatasetCopy['places'] {
  let left = maxRows
  return places.flatMap(({ from, to }) => {
    const taken = { from, to: Math.min(to, from + left) }
    left -= Math.max(0, taken.to - taken.from)
    return taken.to > taken.from ? [taken] : []
  })
}
