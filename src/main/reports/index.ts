export { type ReportEntry, type RunReport, reportEntry } from './entry.ts'
export { listText, reportText, tableText } from './writers.ts'
