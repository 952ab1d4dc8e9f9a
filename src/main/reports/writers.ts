import type { Connection } from '../../shared/connection.ts'
import type { ListFormat, ReportFormat } from '../../shared/desk.ts'
import type { RunReport } from './entry.ts'
import type { TableLayout } from './table-report.ts'

/** Each writer is read with the first report that asks for it: most runs need one of them or none. */
const reportWriters: Readonly<Record<ReportFormat, () => Promise<(run: RunReport) => string>>> = {
  csv: async () => (await import('./csv-report.ts')).csvReport,
  json: async () => (await import('./json-report.ts')).jsonReport,
  html: async () => (await import('./html-report.ts')).htmlReport,
}

/** A run as the text of a file. */
export async function reportText(run: RunReport, format: ReportFormat): Promise<string> {
  const write = await reportWriters[format]()
  return write(run)
}

/** A run as a table for a terminal. */
export async function tableText(run: RunReport, layout: TableLayout): Promise<string> {
  const { tableReport } = await import('./table-report.ts')
  return tableReport(run, layout)
}

/** The connections themselves as the text of a file, without their secrets. */
export async function listText(connections: readonly Connection[], format: ListFormat): Promise<string> {
  const { csvList, jsonList } = await import('./connection-list.ts')
  return format === 'csv' ? csvList(connections) : jsonList(connections)
}
