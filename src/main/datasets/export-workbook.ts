import { open } from 'node:fs/promises'
import { writeXlsxStream } from 'hucre/xlsx'
import { literalText, type SheetCell } from './export-sheet-cells.ts'

/** A column of the sheet. `day` and `moment` hold dates, `text` nothing but text, `any` the rest. */
export interface SheetColumn {
  readonly name: string
  readonly kind: 'day' | 'moment' | 'text' | 'any'
}

interface WorkbookInput {
  /** Made anew, for its owner alone. */
  readonly file: string
  readonly sheetName: string
  readonly columns: readonly SheetColumn[]
  /** Whether a part may grow over 4 GiB: such an archive needs longer fields. */
  readonly isHuge: boolean
}

/** A workbook that is being written, row by row, in memory that does not grow with it. */
export interface Workbook {
  /** Ends when the rows are on their way to the disk, so that nobody hands over more than it takes. */
  add(rows: readonly (readonly SheetCell[])[]): Promise<void>
  end(): Promise<void>
}

/** Rows of one sheet (Excel specifications and limits); the head is one of them. */
export const maxSheetRows = 1_048_576

const formats = {
  day: 'yyyy-mm-dd',
  moment: 'yyyy-mm-dd hh:mm:ss',
  // "Text": somebody who edits a cell that starts with = still has text and not a formula.
  text: '@',
  any: undefined,
} as const

/** Opens a workbook. Rows that do not fit on a sheet go on on the next, under the same head. */
export async function openWorkbook(input: WorkbookInput): Promise<Workbook> {
  const file = await open(input.file, 'wx', 0o600)
  let hand: (rows: readonly (readonly SheetCell[])[] | null) => void = () => undefined
  let taken: () => void = () => undefined
  const coming = (): Promise<readonly (readonly SheetCell[])[] | null> =>
    new Promise(resolve => {
      hand = resolve
    })
  let next = coming()

  async function* rows(): AsyncGenerator<SheetCell[]> {
    for (let some = await next; some !== null; some = await next) {
      next = coming()
      for (const row of some) yield [...row]
      taken()
    }
  }

  const write = async (): Promise<void> => {
    try {
      const stream = writeXlsxStream(rows(), {
        name: sheetNameOf(input.sheetName),
        columns: input.columns.map(columnOf),
        freezePane: { rows: 1 },
        maxRowsPerSheet: maxSheetRows,
        zip64: input.isHuge,
      })
      for await (const bytes of stream) await file.write(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
  }
  const writing = write()
  // Told to whoever hands over the next rows, or ends.
  writing.catch(() => undefined)

  return {
    async add(some) {
      if (some.length === 0) return
      const accepted = new Promise<void>(resolve => {
        taken = resolve
      })
      hand(some)
      await Promise.race([accepted, writing])
    },
    async end() {
      hand(null)
      await writing
    },
  }
}

function columnOf({ name, kind }: SheetColumn) {
  const numFmt = formats[kind]
  const width = kind === 'moment' ? 19 : Math.max(10, Math.min(40, name.length + 2))
  return { header: literalText(name), width, ...(numFmt === undefined ? {} : { numFmt }) }
}

/** A name that Excel takes for a sheet: 31 characters, none of `[]:*?/\`, not in quotes, not its own "History". */
export function sheetNameOf(name: string): string {
  const plain = name
    .replaceAll(/[[\]:*?/\\\p{Cc}]/gu, ' ')
    .trim()
    // Room for the number of a further sheet.
    .slice(0, 25)
    .replaceAll(/^'+|'+$/g, '')
    .trim()
  return plain === '' || plain.toLowerCase() === 'history' ? 'Documents' : plain
}
