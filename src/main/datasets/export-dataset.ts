import { stat } from 'node:fs/promises'
import type { ExportedDataset, ExportProgress } from '../../shared/datasets.ts'
import type { DatasetTable } from './dataset-table.ts'
import { writeLinesFile } from './export-lines-file.ts'
import { writeParquet } from './export-parquet.ts'
import type { ExportRequest, WriteInput, Written } from './export-selection.ts'
import { writeXlsx } from './export-xlsx.ts'
import { type Field, findField } from './field.ts'
import type { WorkerClient } from './worker-client.ts'

interface ExportParts {
  readonly table: DatasetTable
  /** What the sheet of a workbook is called. */
  readonly name: string
  readonly worker: WorkerClient
  /** A worker of its own, for work that goes on for as long as a file is written. */
  readonly ownWorker: () => WorkerClient
  readonly onProgress: (progress: ExportProgress) => void
  readonly signal: AbortSignal
}

/**
 * Writes the selected documents to a file, under a temporary name until all of it is there. What looks like a secret
 * is masked unless its field is asked for by name. Throws `cancelled`, and `invalid_input` where the disk refuses.
 */
export async function exportDataset(
  request: ExportRequest,
  path: string,
  parts: ExportParts,
): Promise<ExportedDataset> {
  const { table, onProgress } = parts
  const selected = (request.columns ?? table.fields.map(({ keys }) => keys)).map(keys =>
    findField(table.fields, keys),
  )
  const { rows, notes } = await table.lend((connection, closing) => {
    const signal = AbortSignal.any([parts.signal, closing])
    return write(
      { request, path, selected, isShown: unmaskedOf(request), table, connection, onProgress, signal },
      parts,
    )
  })
  return { path, rows, bytes: (await stat(path)).size, notes }
}

function write(input: WriteInput, { name, worker, ownWorker }: ExportParts): Promise<Written> {
  const { format } = input.request
  switch (format) {
    case 'parquet':
      return writeParquet(input)
    case 'xlsx':
      return writeXlsx(input, name, ownWorker)
    default:
      return writeLinesFile(input, format, worker)
  }
}

function unmaskedOf({ unmasked = [] }: ExportRequest): (field: Field) => boolean {
  const names = new Set(unmasked.map(keys => JSON.stringify(keys)))
  return field => !field.isSecret || names.has(JSON.stringify(field.keys))
}
