import { randomUUID } from 'node:crypto'
import { rename, rm, stat } from 'node:fs/promises'
import type { z } from 'zod'
import type { datasetExportSchema, ExportedDataset, ExportProgress } from '../../shared/datasets.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { csvHeader, maskText, utf8Mark, writeWholeFile } from '../api/index.ts'
import { orderSql, whereSql } from './conditions.ts'
import type { DatasetTable } from './dataset-table.ts'
import { type Connection, openExporter, query, sqlName, sqlText } from './engine.ts'
import { type Field, findField, typeCode, typeColumn, valueColumn } from './field.ts'
import type { WorkerClient } from './worker-client.ts'
import type { LineFormat } from './worker-jobs.ts'

export type ExportRequest = z.output<typeof datasetExportSchema>

interface ExportParts {
  readonly table: DatasetTable
  readonly worker: WorkerClient
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
  const selected = (request.columns ?? parts.table.fields.map(({ keys }) => keys)).map(keys =>
    findField(parts.table.fields, keys),
  )
  const isShown = unmaskedOf(request)
  const { format } = request
  const rows = await parts.table.lend((connection, closing) => {
    const stoppable = { ...parts, connection, signal: AbortSignal.any([parts.signal, closing]) }
    return format === 'parquet'
      ? writeParquet(request, path, selected, isShown, stoppable)
      : writeLines(request, format, path, selected, isShown, stoppable)
  })
  return { path, rows, bytes: (await stat(path)).size }
}

interface WriteParts extends ExportParts {
  readonly connection: Connection
}

interface Selected {
  readonly field: Field
  readonly index: number
}

function unmaskedOf({ unmasked = [] }: ExportRequest): (field: Field) => boolean {
  const names = new Set(unmasked.map(keys => JSON.stringify(keys)))
  return field => !field.isSecret || names.has(JSON.stringify(field.keys))
}

async function writeLines(
  request: ExportRequest,
  format: LineFormat['format'],
  path: string,
  selected: readonly Selected[],
  isShown: (field: Field) => boolean,
  { table, worker, connection, onProgress, signal }: WriteParts,
): Promise<number> {
  const { fields } = table
  const columns =
    format === 'csv' || request.columns !== undefined ? selected.map(({ field }) => field.keys) : null
  const lineFormat: LineFormat = {
    format,
    columns,
    // Fields that were left out for their number may hold anything.
    masks: table.droppedFields > 0 || fields.some(field => !isShown(field)),
    unmasked: request.unmasked ?? [],
  }
  const where = whereSql(fields, request.filters)
  let rows = 0
  async function* pieces(): AsyncGenerator<string> {
    const [{ total = 0 } = {}] = await query(connection, `SELECT count(*) AS total FROM data${where}`)
    if (format === 'csv') yield utf8Mark + csvHeader(columns ?? [])
    const found = await connection.stream(`SELECT doc FROM data${where}${orderSql(fields, request.sort)}`)
    for (;;) {
      if (signal.aborted) throw new ExplorerError('cancelled', 'Cancelled.')
      const chunk = await found.fetchChunk()
      if (chunk === null || chunk.rowCount === 0) break
      const documents = chunk.getColumnValues(0).map(String)
      const text = await worker.run('lines', { ...lineFormat, documents })
      yield format === 'json' && rows === 0 ? `[${text.slice(1)}` : text
      rows += documents.length
      onProgress({ datasetId: request.datasetId, rows, total: Number(total) })
    }
    if (format === 'json') yield rows === 0 ? '[]\n' : '\n]\n'
  }
  await writeWholeFile(path, pieces())
  return rows
}

/** The typed columns, named by their dotted paths; the engine writes the file itself. */
async function writeParquet(
  request: ExportRequest,
  path: string,
  selected: readonly Selected[],
  isShown: (field: Field) => boolean,
  { table, onProgress, signal }: WriteParts,
): Promise<number> {
  const names = new Set<string>()
  const columns = selected.map(({ field, index }) => {
    const value = valueColumn(index)
    const shown = isShown(field)
      ? value
      : `CASE WHEN ${typeColumn(index)} > ${typeCode.null} THEN ${sqlText(maskText)} END`
    return `${shown} AS ${sqlName(freeName(field.keys.join('.'), names))}`
  })
  const temporary = `${path}.${randomUUID().slice(0, 8)}.part`
  const where = whereSql(table.fields, request.filters)
  const engine = await openExporter(table.database, temporary)
  const interrupt = (): void => engine.connection.interrupt()
  signal.addEventListener('abort', interrupt)
  try {
    if (signal.aborted) throw new ExplorerError('cancelled', 'Cancelled.')
    const [{ total = 0 } = {}] = await query(engine.connection, `SELECT count(*) AS total FROM data${where}`)
    const rows = Number(total)
    onProgress({ datasetId: request.datasetId, rows: 0, total: rows })
    // A file without columns cannot be; documents without fields have themselves.
    const source = `SELECT ${columns.length === 0 ? 'doc AS document' : columns.join(', ')} FROM data${where}${orderSql(table.fields, request.sort)}`
    await engine.connection.run(
      `COPY (${source}) TO ${sqlText(temporary)} (FORMAT parquet, COMPRESSION zstd)`,
    )
    await rename(temporary, path)
    onProgress({ datasetId: request.datasetId, rows, total: rows })
    return rows
  } catch (error) {
    await rm(temporary, { force: true })
    if (signal.aborted) throw new ExplorerError('cancelled', 'Cancelled.', { cause: error })
    if (error instanceof ExplorerError) throw error
    throw new ExplorerError('invalid_input', 'The file could not be written.', {
      hint: 'Choose a folder that exists, may be written to and has room.',
      cause: error,
    })
  } finally {
    signal.removeEventListener('abort', interrupt)
    engine.close()
  }
}

/** Names of columns differ in more than upper and lower case there. */
function freeName(name: string, taken: Set<string>): string {
  const wanted = name === '' ? '_' : name
  let free = wanted
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${wanted}_${n}`
  taken.add(free.toLowerCase())
  return free
}
