export { columns } from './columns.ts'
export { importCsv } from './import-csv.ts'
export { importJson } from './import-json.ts'
export type { ImportedEntry, ImportedRow, RowProblem } from './types.ts'
