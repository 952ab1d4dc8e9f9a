import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { type RunReport, reportText, tableText } from '../../main/reports/index.ts'
import { type Format, UsageError } from './options.ts'

/** Columns of a table that goes to a file or a pipe. */
const usualColumns = 120

/** A stream to write to, a terminal or not. */
export interface Output {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string, done: (error?: Error | null) => void): unknown
}

/** Says before the run, not after it, that the report could not be written. Throws `UsageError`. */
export async function refuseUnwritable(path: string): Promise<void> {
  try {
    await access(dirname(path), constants.W_OK)
  } catch (cause) {
    throw new UsageError(`The report cannot be written to ${path}: its folder is missing or closed to you.`, {
      cause,
    })
  }
  const found = await stat(path).catch(() => null)
  if (found !== null && !found.isFile())
    throw new UsageError(`The report cannot be written to ${path}: it is no file.`)
}

/** A run in the format that was asked for; `output` is the terminal it may be for. */
export function formatted(run: RunReport, format: Format, output: Output | null): Promise<string> {
  if (format !== 'table') return reportText(run, format)
  const isTerminal = output?.isTTY === true
  const columns = (isTerminal ? output.columns : undefined) ?? usualColumns
  return tableText(run, { columns, colour: isTerminal && (process.env.NO_COLOR ?? '') === '' })
}

/** Writes a report under another name first, so that no half of one is ever found; only its owner can read it. */
export function saveReport(path: string, text: string): Promise<void> {
  return writeFileAtomic(path, text, { mode: 0o600 })
}

/** Writes to a stream and waits until it is out. A reader that went away (`| head`) is no error. */
export function print(output: Output, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    output.write(text, error => {
      if (error instanceof Error && !('code' in error && error.code === 'EPIPE')) reject(error)
      else resolve()
    })
  })
}
