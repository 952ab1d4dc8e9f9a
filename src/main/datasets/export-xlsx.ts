import { query } from './engine.ts'
import { writePartFile } from './export-part-file.ts'
import {
  countExportedRows,
  type ExportedField,
  exportedDocuments,
  type WriteInput,
  type Written,
} from './export-selection.ts'
import { maxSheetRows, type SheetColumn } from './export-workbook.ts'
import { valueColumn } from './field.ts'
import type { WorkerClient } from './worker-client.ts'

/** Cells above which a sheet may take more than 4 GiB of XML; a cell has some 60 bytes. */
const hugeCells = 20_000_000

/**
 * Writes a workbook. The rows are made, packed and written in a worker of its own, which takes documents as fast as
 * the disk takes the file; ending it is how an export is cancelled.
 */
export async function writeXlsx(
  input: WriteInput,
  name: string,
  ownWorker: () => WorkerClient,
): Promise<Written> {
  const { request, path, selected, isShown, table, connection, onProgress, signal } = input
  return writePartFile(path, signal, async file => {
    const worker = ownWorker()
    const stop = (): void => void worker.stop()
    signal.addEventListener('abort', stop)
    try {
      const total = await countExportedRows(connection, table.fields, request)
      const columns: SheetColumn[] = []
      for (const each of selected) columns.push(await columnOf(input, each))
      await worker.run('openWorkbook', {
        ...{ file, sheetName: name, columns, isHuge: total * columns.length > hugeCells },
        keys: selected.map(({ field }) => field.keys),
        masks: selected.some(({ field }) => !isShown(field)),
        unmasked: request.unmasked ?? [],
      })
      let rows = 0
      for await (const documents of exportedDocuments(input)) {
        await worker.run('addToWorkbook', { documents })
        rows += documents.length
        onProgress({ datasetId: request.datasetId, rows, total })
      }
      const { cut } = await worker.run('endWorkbook', {})
      return { rows, notes: notesOf(rows, cut) }
    } finally {
      signal.removeEventListener('abort', stop)
      await worker.stop()
    }
  })
}

/** Columns of dates alone are shown with the time only where one of them has one. */
async function columnOf({ connection }: WriteInput, { field, index }: ExportedField): Promise<SheetColumn> {
  const name = field.keys.join('.')
  if (field.storage === 'text') return { name, kind: 'text' }
  if (field.storage !== 'timestamp') return { name, kind: (field.types.date ?? 0) > 0 ? 'moment' : 'any' }
  const value = valueColumn(index)
  const [row] = await query(
    connection,
    `SELECT bool_and(${value} = date_trunc('day', ${value})) AS days FROM data`,
  )
  return { name, kind: row?.['days'] === true ? 'day' : 'moment' }
}

function notesOf(rows: number, cut: number): readonly string[] {
  const sheets = Math.ceil(rows / (maxSheetRows - 1))
  const texts = cut === 1 ? 'One text was' : `${cut.toLocaleString('en-GB')} texts were`
  return [
    ...(sheets > 1
      ? [
          `They are on ${sheets} sheets: Excel takes ${(maxSheetRows - 1).toLocaleString('en-GB')} documents on one.`,
        ]
      : []),
    ...(cut > 0 ? [`${texts} cut: an Excel cell holds 32,767 characters.`] : []),
  ]
}
