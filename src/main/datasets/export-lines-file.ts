import { ExplorerError } from '../../shared/errors.ts'
import { csvHeader, utf8Mark, writeWholeFile } from '../api/index.ts'
import { countExportedRows, exportedDocuments, type WriteInput, type Written } from './export-selection.ts'
import type { WorkerClient } from './worker-client.ts'
import type { LineFormat } from './worker-jobs.ts'

/** Writes CSV, JSON or NDJSON: the worker makes the lines, piece by piece. */
export async function writeLinesFile(
  input: WriteInput,
  format: LineFormat['format'],
  worker: WorkerClient,
): Promise<Written> {
  const { request, path, selected, isShown, table, connection, onProgress, signal } = input
  const columns =
    format === 'csv' || request.columns !== undefined ? selected.map(({ field }) => field.keys) : null
  const lineFormat: LineFormat = {
    format,
    columns,
    // Fields that were left out for their number may hold anything.
    masks: table.droppedFields > 0 || table.fields.some(field => !isShown(field)),
    unmasked: request.unmasked ?? [],
  }
  let rows = 0
  async function* pieces(): AsyncGenerator<string> {
    const total = await countExportedRows(connection, table.fields, request)
    if (format === 'csv') yield utf8Mark + csvHeader(columns ?? [])
    for await (const documents of exportedDocuments(input)) {
      const text = await worker.run('lines', { ...lineFormat, documents })
      yield format === 'json' && rows === 0 ? `[${text.slice(1)}` : text
      rows += documents.length
      onProgress({ datasetId: request.datasetId, rows, total })
    }
    if (format === 'json') yield rows === 0 ? '[]\n' : '\n]\n'
  }
  try {
    await writeWholeFile(path, pieces())
  } catch (error) {
    if (signal.aborted) throw new ExplorerError('cancelled', 'Cancelled.', { cause: error })
    throw error
  }
  return { rows, notes: [] }
}
