import { valueAt } from '../api/index.ts'
import { maskedDocument } from './export-lines.ts'
import { sheetCell } from './export-sheet-cells.ts'
import type { Workbook } from './export-workbook.ts'
import type { WorkerJobs } from './worker-jobs.ts'

type WorkbookJobs = Pick<WorkerJobs, 'openWorkbook' | 'addToWorkbook' | 'endWorkbook'>
type Opened = Parameters<WorkerJobs['openWorkbook']>[0]
type Format = Pick<Opened, 'columns' | 'keys' | 'masks' | 'unmasked'>

/** One workbook at a time; a worker that writes one is made for it. */
export function createWorkbookJobs(): WorkbookJobs {
  let workbook: Workbook | null = null
  let format: Format = { columns: [], keys: [], masks: true, unmasked: [] }
  let cut = 0
  return {
    async openWorkbook({ keys, masks, unmasked, ...input }) {
      // The writer of workbooks is loaded with the first one: most workers never write any.
      const { openWorkbook } = await import('./export-workbook.ts')
      workbook = await openWorkbook(input)
      format = { columns: input.columns, keys, masks, unmasked }
      cut = 0
      return null
    },
    async addToWorkbook({ documents }) {
      await workbook?.add(documents.map(rowOf))
      return null
    },
    async endWorkbook() {
      await workbook?.end()
      workbook = null
      return { cut }
    },
  }

  function rowOf(text: string) {
    const document = maskedDocument(text, format)
    return format.keys.map((path, at) => {
      const kind = format.columns[at]?.kind
      return sheetCell(valueAt(document, path), kind === 'day' || kind === 'moment', () => cut++)
    })
  }
}
