import { constants, homedir } from 'node:os'
import { createBulkRun } from '../main/checks/index.ts'
import { createHttp } from '../main/http/index.ts'
import { type ReportEntry, type RunReport, reportEntry } from '../main/reports/index.ts'
import { toneOf } from '../shared/check.ts'
import { ExplorerError } from '../shared/errors.ts'
import { type ListContents, surveyList } from './check/customer-list.ts'
import { usualDataFolder } from './check/data-folder.ts'
import { type CheckCommand, help, readCheckCommand, UsageError } from './check/options.ts'
import { createProgressLine } from './check/progress-line.ts'
import { formatted, type Output, print, refuseUnwritable, saveReport } from './check/report-output.ts'
import { type SavedSecrets, whenNeeded } from './check/saved-secrets.ts'

/** What the command is given by the process it runs in. */
export interface CheckSurroundings {
  readonly args: readonly string[]
  /** Where relative names of files start. */
  readonly folder: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: Output
  readonly stderr: Output
  /** Calls back when the run is to be ended early; gives what stops the listening. */
  readonly onSignal: (listener: (signal: 'SIGINT' | 'SIGTERM') => void) => () => void
}

/**
 * Checks the connections of a list without a window: composition root of the command line, which does not
 * know Electron, and the keychain only where a row needs it. Gives the exit code that the help describes.
 */
export async function runCheckCommand(surroundings: CheckSurroundings): Promise<number> {
  const { stderr } = surroundings
  try {
    const command = readCheckCommand(surroundings.args, surroundings.folder)
    if (command === null) {
      await print(surroundings.stdout, help)
      return 0
    }
    if (command.out !== null) await refuseUnwritable(command.out)
    const saved = savedBy(command, surroundings)
    try {
      return await checkList(command, surroundings, saved)
    } finally {
      await saved.stop()
    }
  } catch (error) {
    if (error instanceof UsageError) {
      await print(stderr, `${error.message}\nFor more: npm run check -- --help\n`)
      return 2
    }
    if (error instanceof ExplorerError && error.code === 'invalid_input') {
      await print(stderr, `${[error.message, error.hint].join(' ').trim()}\n`)
      return 2
    }
    throw error
  }
}

/** What the app saved. The part that knows the keychain is loaded when a row lacks a secret. */
function savedBy({ dataFolder }: CheckCommand, { env }: CheckSurroundings): SavedSecrets {
  return whenNeeded(async () => {
    const { openSavedSecrets } = await import('./check/open-saved-secrets.ts')
    return openSavedSecrets({
      dataFolder: dataFolder ?? usualDataFolder(process.platform, env, homedir()),
      env,
    })
  })
}

async function checkList(
  command: CheckCommand,
  surroundings: CheckSurroundings,
  saved: SavedSecrets,
): Promise<number> {
  const { env, stderr } = surroundings
  const usual = {
    clientSecret: env.WEIGHTRON_CLIENT_SECRET || undefined,
    apiKey: env.WEIGHTRON_API_KEY || undefined,
  }
  const list = await surveyList(command.from, { usual, saved })
  const tellRows = async (rows: ListContents['unusable']): Promise<void> => {
    if (command.format === 'table' && command.out === null) return // The table ends with them.
    for (const { line, reason } of rows) await print(stderr, `Row ${line} is not checked. ${reason}\n`)
  }
  await tellRows(list.unusable)
  if (list.usable === 0) throw new UsageError(nothingToCheck(list.unusable[0]))

  const results: (ReportEntry | undefined)[] = []
  const line = createProgressLine(stderrLine(stderr), Date.now)
  const http = createHttp({ userAgent: 'WeightronExplorer' })
  const startedAt = new Date().toISOString()
  const run = createBulkRun(
    {
      http,
      clock: { now: Date.now, setTimeout, clearTimeout: handle => clearTimeout(handle as NodeJS.Timeout) },
    },
    {
      targets: list.targets(),
      total: list.usable,
      limits: command.limits,
      withExchanges: false,
      onReport: (target, report) => {
        results[target.index] = reportEntry(target.connection, report)
      },
      ...(line.show === null ? {} : { onProgress: line.show }),
    },
  )
  let endedBy: 'SIGINT' | 'SIGTERM' | null = null
  const stopListening = surroundings.onSignal(signal => {
    endedBy ??= signal
    run.cancel()
  })
  try {
    await run.done
  } finally {
    line.clear()
    await http.close()
  }
  await tellRows(list.withheld)
  const failure = saved.failure()
  if (failure !== null) await print(stderr, keychainText(failure, list.withheld.length))
  const done = results.filter(result => result !== undefined)
  const report: RunReport = {
    isOneRun: true,
    startedAt,
    finishedAt: new Date().toISOString(),
    results: done,
    unusedRows: [...list.unusable, ...list.withheld].toSorted((a, b) => a.line - b.line),
    notReached: list.usable - done.length - list.withheld.length,
  }
  await deliver(report, command, surroundings)
  stopListening()
  if (endedBy !== null) return 128 + constants.signals[endedBy]
  return report.unusedRows.length === 0 && done.every(({ verdict }) => isFine(verdict)) ? 0 : 1
}

const isFine = (verdict: ReportEntry['verdict']): boolean =>
  toneOf(verdict) === 'works' || toneOf(verdict) === 'expiring'

/** Writes the report. A file that can no longer be written must not cost the whole run: the report is printed then. */
async function deliver(report: RunReport, command: CheckCommand, { stdout, stderr }: CheckSurroundings) {
  if (command.out === null) return print(stdout, await formatted(report, command.format, stdout))
  const text = await formatted(report, command.format, null)
  try {
    await saveReport(command.out, text)
    await print(stderr, `The report is in ${command.out}.\n`)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
    await print(
      stderr,
      `${command.out} could not be written (${code}). The report follows on standard output.\n`,
    )
    await print(stdout, text)
  }
}

/** A keychain that fails is told once, whatever the format: it can be the matter of every row. */
function keychainText({ message, code }: ExplorerError, rows: number): string {
  const until = code === 'keychain_locked' ? 'Unlock it' : 'Make it available'
  const unchecked = rows === 1 ? '1 row was not checked' : `${rows} rows were not checked`
  return `${message} For that reason ${unchecked}. ${until} and check again, or put the secrets into the list.\n`
}

function stderrLine(stderr: Output) {
  return {
    isTTY: stderr.isTTY === true,
    columns: stderr.columns ?? 80,
    write: (text: string) => stderr.write(text, () => {}),
  }
}

function nothingToCheck(first: { readonly line: number; readonly reason: string } | undefined): string {
  if (first === undefined) return 'The list has no connections.'
  return `The list has no connection that can be checked. Row ${first.line}: ${first.reason}`
}
