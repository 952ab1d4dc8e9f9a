import { maskText } from '../api/index.ts'
import { openExporter, sqlName, sqlText } from './engine.ts'
import { writePartFile } from './export-part-file.ts'
import { countExportedRows, exportedRowsSql, type WriteInput, type Written } from './export-selection.ts'
import { typeCode, typeColumn, valueColumn } from './field.ts'

/** Writes the typed columns, named by their dotted paths; the engine writes the file itself. */
export async function writeParquet(input: WriteInput): Promise<Written> {
  const { request, path, selected, isShown, table, onProgress, signal } = input
  const names = new Set<string>()
  const columns = selected.map(({ field, index }) => {
    const value = valueColumn(index)
    const shown = isShown(field)
      ? value
      : `CASE WHEN ${typeColumn(index)} > ${typeCode.null} THEN ${sqlText(maskText)} END`
    return `${shown} AS ${sqlName(freeName(field.keys.join('.'), names))}`
  })
  return writePartFile(path, signal, async temporary => {
    const engine = await openExporter(table.database, temporary)
    const interrupt = (): void => engine.connection.interrupt()
    signal.addEventListener('abort', interrupt)
    try {
      signal.throwIfAborted()
      const rows = await countExportedRows(engine.connection, table.fields, request)
      onProgress({ datasetId: request.datasetId, rows: 0, total: rows })
      // A file without columns cannot be; documents without fields have themselves.
      const source = `SELECT ${columns.length === 0 ? 'doc AS document' : columns.join(', ')}${exportedRowsSql(table.fields, request)}`
      await engine.connection.run(
        `COPY (${source}) TO ${sqlText(temporary)} (FORMAT parquet, COMPRESSION zstd)`,
      )
      onProgress({ datasetId: request.datasetId, rows, total: rows })
      return { rows, notes: [] }
    } finally {
      signal.removeEventListener('abort', interrupt)
      engine.close()
    }
  })
}

/** Names of columns differ in more than upper and lower case there. */
function freeName(name: string, taken: Set<string>): string {
  const wanted = name === '' ? '_' : name
  let free = wanted
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${wanted}_${n}`
  taken.add(free.toLowerCase())
  return free
}
