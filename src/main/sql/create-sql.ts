import { ExplorerError } from '../../shared/errors.ts'
import {
  maxSqlRows,
  type SqlAnswer,
  type SqlHistoryEntry,
  type SqlRows,
  type SqlStopped,
  type SqlTable,
  type WrittenCsv,
} from '../../shared/sql.ts'
import type { ChildHandle } from '../child-handle.ts'
import type { QueryTable } from '../datasets/index.ts'
import { resultCell, resultColumns } from './result-cells.ts'
import { type ResultRows, resultCsv, saveResultCsv } from './result-csv.ts'
import { namedTables } from './source-tables.ts'
import { createSqlChild, ProcessEnded } from './sql-child.ts'
import { createSqlHistory } from './sql-history.ts'
import type { RawColumn, RunAnswer } from './sql-messages.ts'

/** What the console needs. */
export interface SqlParts {
  /** Starts the process of SQL. */
  readonly fork: () => ChildHandle
  /** The datasets that are ready. */
  readonly datasets: () => readonly QueryTable[]
  /** File of the history. */
  readonly historyPath: string
  readonly scrub: (text: string) => string
  readonly newId: () => string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly limits?: SqlLimits
  readonly onProblem: (message: string, error: unknown) => void
}

interface SqlLimits {
  /** Milliseconds that a statement may take. */
  readonly timeMs: number
  /** Milliseconds that an interrupted statement gets to end by itself before its process is ended. */
  readonly graceMs: number
}

const usualLimits: SqlLimits = { timeMs: 30_000, graceMs: 1000 }

/** Typed SQL over the loaded datasets. */
export interface Sql {
  tables(): readonly SqlTable[]
  /** Runs a statement; one at a time. */
  run(text: string): Promise<SqlAnswer>
  /** Ends the statement under way; `run` says how it went. */
  cancel(): void
  /** Rows of the last answer, at most 200. */
  rows(resultId: string, from: number, to: number): Promise<SqlRows>
  csv(resultId: string): Promise<WrittenCsv & { readonly text: string }>
  /** Writes the rows of the last answer. */
  saveCsv(resultId: string, path: string): Promise<WrittenCsv>
  /** What was typed last, and what was run before. */
  console(): Promise<{ readonly text: string; readonly entries: readonly SqlHistoryEntry[] }>
  keepText(text: string): Promise<void>
  clearHistory(): Promise<void>
  /** Lets go of the file of a dataset. A statement under way ends, and the last answer goes. */
  release(datasetId: string): Promise<void>
  stop(): Promise<void>
}

interface UnderWay {
  readonly startedAt: number
  /** Why it was told to stop; null while it may run. */
  why: SqlStopped['why'] | null
  readonly ended: Promise<unknown>
}

export function createSql(parts: SqlParts): Sql {
  const { limits = usualLimits } = parts
  const history = createSqlHistory({ path: parts.historyPath, scrub: parts.scrub, now: parts.now })
  const child = createSqlChild(parts.fork, () => {
    if (underWay !== null) underWay.why = 'memory'
    void child.kill()
  })
  let underWay: UnderWay | null = null
  /** Datasets that the process has open. */
  let opened: ReadonlySet<string> = new Set()
  let last: { readonly id: string; readonly columns: readonly RawColumn[]; readonly count: number } | null =
    null

  const stopRun = (why: SqlStopped['why']): void => {
    const stopped = underWay
    if (stopped === null || stopped.why !== null) return
    stopped.why = why
    child.interrupt()
    const timer = setTimeout(() => void child.kill(), limits.graceMs)
    void stopped.ended.finally(() => clearTimeout(timer))
  }

  const runOne = async (text: string): Promise<SqlAnswer> => {
    const startedAt = parts.now()
    last = null
    const named = namedTables(parts.datasets())
    opened = new Set(named.map(({ shown }) => shown.datasetId))
    const tables = named.map(({ source }) => source)
    const asked = child.ask('run', { text, tables })
    const current: UnderWay = { startedAt, why: null, ended: asked.catch(() => undefined) }
    underWay = current
    const timer = setTimeout(() => stopRun('time'), limits.timeMs)
    try {
      return answerOf(await asked, current)
    } catch (error) {
      if (error instanceof ProcessEnded) return stoppedAs(current, 'killed')
      throw new ExplorerError('internal', 'The datasets could not be opened for SQL.', {
        hint: 'Load again the dataset that cannot be read, or delete it in Settings.',
        cause: error,
      })
    } finally {
      clearTimeout(timer)
      underWay = null
    }
  }

  const answerOf = (answer: RunAnswer, current: UnderWay): SqlAnswer => {
    const ms = parts.now() - current.startedAt
    switch (answer.state) {
      case 'rows': {
        const { columns, rows, droppedColumns, cut } = answer
        last = { id: parts.newId(), columns, count: rows }
        const shown = resultColumns(columns, rows)
        return { state: 'rows', resultId: last.id, columns: shown, droppedColumns, rows, cut, ms }
      }
      case 'plan':
        return { ...answer, ms }
      case 'refused':
        return answer
      case 'failed':
        return answer.isInterrupt
          ? stoppedAs(current, 'interrupted')
          : { state: 'failed', message: answer.message, ms }
    }
  }

  const stoppedAs = ({ why, startedAt }: UnderWay, how: SqlStopped['how']): SqlStopped => ({
    state: 'stopped',
    why: why ?? 'crashed',
    how,
    ms: parts.now() - startedAt,
  })

  const resultOf = (resultId: string): ResultRows => {
    if (last?.id !== resultId) throw gone()
    const { columns, count } = last
    const rows = async (from: number, to: number) => {
      // A process that has ended took the rows with it.
      if (!child.isRunning()) throw gone()
      return child.ask('rows', { from, to })
    }
    return { columns, count, rows }
  }

  return {
    tables: () => namedTables(parts.datasets()).map(({ shown }) => shown),

    async run(text) {
      if (underWay !== null) {
        throw new ExplorerError('invalid_input', 'A statement is running.', {
          hint: 'Wait until it has ended, or cancel it.',
        })
      }
      const answer = await runOne(text)
      const rows = answer.state === 'rows' ? answer.rows : null
      const at = new Date(parts.now()).toISOString()
      // An answer is worth more than its entry in the history.
      await history
        .remember({ at, text, state: answer.state, rows })
        .catch((error: unknown) => parts.onProblem('The history of SQL could not be written.', error))
      return answer
    },

    cancel: () => stopRun('cancelled'),

    async rows(resultId, from, to) {
      const { columns, rows } = resultOf(resultId)
      const found = await rows(from, Math.min(to, from + maxSqlRows))
      return {
        from,
        rows: found.map(row => ({
          id: null,
          hash: null,
          cells: row.map((cell, index) => resultCell(cell, columns[index]?.kind ?? 'text')),
        })),
      }
    },

    csv: async resultId => resultCsv(resultOf(resultId)),

    saveCsv: async (resultId, path) => saveResultCsv(resultOf(resultId), path),

    console: () => history.read(),
    keepText: text => history.keepText(text),
    clearHistory: () => history.clear(),

    async release(datasetId) {
      if (!opened.has(datasetId)) return
      if (underWay !== null) underWay.why ??= 'cancelled'
      // Only the end of the process is certain to close the file: rows that were not fetched may keep it open.
      await child.kill()
    },

    async stop() {
      await child.kill()
    },
  }
}

function gone(): ExplorerError {
  return new ExplorerError('not_found', 'This answer is not kept any more.', {
    hint: 'Run the statement again.',
  })
}
