import { randomUUID } from 'node:crypto'
import type { CheckReport } from '../../shared/check.ts'
import type { Connection } from '../../shared/connection.ts'
import type { DeskProgress, DeskResult, DeskState, ReportFormat } from '../../shared/desk.ts'
import { type ErrorData, ExplorerError } from '../../shared/errors.ts'
import { changeBetween } from '../../shared/verdict-change.ts'
import type { ReadCredentials } from '../auth/index.ts'
import { type BulkLimits, isWorking, withLastWorked } from '../checks/index.ts'
import type { Http } from '../http/index.ts'
import { type RunReport, reportEntry, reportText } from '../reports/index.ts'
import { comparedWith } from './compared.ts'
import { createKeptResults, type KeptResult } from './kept-results.ts'
import { createKeptRun } from './kept-run.ts'
import { createRemembering } from './remembering.ts'
import { createRun, type Run } from './run.ts'

/** Milliseconds between two announcements of a run. */
const announceEveryMs = 150

/** The credential desk: what the last check of every connection found, and runs over many of them. */
export interface Desk {
  readonly state: () => Promise<DeskState>
  /** Starts a run. Throws `conflict` while another one is under way, or was cut short and can go on. */
  readonly check: (connectionIds: readonly string[]) => Promise<void>
  /**
   * Does the same by itself, and answers what it found when the run has ended. A run that began so and was cut short
   * by the end of the app goes on instead. `onHalt` is told once when the run stops and waits for the person.
   */
  readonly checkOnSchedule: (
    connectionIds: readonly string[],
    onHalt: (reason: ErrorData) => void,
  ) => Promise<readonly DeskResult[]>
  readonly pause: () => Promise<void>
  /** Goes on after a pause, or with a run that the end of the app cut short. */
  readonly resume: () => Promise<void>
  readonly cancel: () => Promise<void>
  /** Takes the outcome of a check that was made elsewhere in the app. */
  readonly note: (report: CheckReport) => Promise<void>
  /** What to tell the customers of these connections, in plain words; empty where nothing was checked. */
  readonly message: (connectionIds: readonly string[]) => Promise<string>
  /** A report over these connections, in this order. */
  readonly report: (connectionIds: readonly string[], format: ReportFormat) => Promise<string>
  readonly forget: (connectionId: string) => Promise<void>
  /** Stops a run where it is and writes what is known, at the end of the app. */
  readonly close: () => Promise<void>
}

interface DeskParts {
  readonly folder: string
  readonly http: Http
  readonly readCredentials: ReadCredentials
  readonly limits: () => BulkLimits
  readonly connectionOf: (id: string) => Promise<Connection>
  /** Takes a report of a run into the history of its connection. */
  readonly remember: (connection: Connection, report: CheckReport) => Promise<void>
  readonly onProgress: (progress: DeskProgress) => void
  readonly onProblem: (problem: string, error?: unknown) => void
}

/** Makes the desk. Files are read at its first use. */
export function createDesk(parts: DeskParts): Desk {
  const { folder, connectionOf, onProblem } = parts
  const results = createKeptResults({ folder, now: Date.now, onProblem })
  const file = createKeptRun(folder)
  let loading: Promise<void> | null = null
  let run: Run | null = null
  let changed: DeskResult[] = []
  let timer: NodeJS.Timeout | null = null
  let noting: Promise<void> = Promise.resolve()
  const remembering = createRemembering(error =>
    onProblem('The history of checks could not be saved.', error),
  )
  /** Who waits for the end of a run that began by itself. */
  let waiting: { readonly onEnd: () => void; onHalt: ((reason: ErrorData) => void) | null } | null = null
  let isStarting = false

  const announce = (): void => {
    timer ??= setTimeout(() => {
      timer = null
      const rows = changed
      changed = []
      parts.onProgress({ run: run?.read() ?? null, results: rows })
    }, announceEveryMs)
  }

  const keep = async (connection: Connection, report: CheckReport, runId: string | null): Promise<void> => {
    const before = (await results.all()).get(connection.id)
    const entry = reportEntry(connection, report)
    const kept: KeptResult = {
      connectionId: connection.id,
      runId,
      previous: before === undefined ? null : { at: before.entry.startedAt, verdict: before.entry.verdict },
      ...comparedWith(before, { runId, found: { at: entry.startedAt, verdict: entry.verdict } }),
      lastWorked: isWorking(entry.verdict) ? entry.startedAt : lastWorkedOf(before),
      entry,
    }
    await results.put(kept, connection.keepHistory && !connection.ephemeral)
    changed.push(rowOf(kept))
    announce()
  }

  const runParts = {
    http: parts.http,
    readCredentials: parts.readCredentials,
    limits: parts.limits,
    connectionOf,
    onReport: async (connection: Connection, report: CheckReport, runId: string) => {
      const told = withLastWorked(report, lastWorkedOf((await results.all()).get(connection.id)))
      await keep(connection, told, runId)
      await remembering.add(parts.remember(connection, told))
    },
    onChange: announce,
    onEnd: (record: Run['record']) => {
      noting = noting.then(() => file.write(record)).catch(tellUnsaved)
      if (!record.scheduled) return
      waiting?.onEnd()
      waiting = null
    },
    onHalt: (record: Run['record'], reason: ErrorData) => {
      if (!record.scheduled || waiting === null) return
      waiting.onHalt?.(reason)
      waiting.onHalt = null
    },
    onFailure: (error: unknown) => onProblem('A run of the credential desk broke off.', error),
  }
  const tellUnsaved = (error: unknown): void => onProblem('The run could not be noted.', error)

  /** Finds a run that was cut short. */
  const load = (): Promise<void> => {
    loading ??= (async () => {
      const record = await file.read()
      if (record === null || run !== null) return
      const wanted = new Set(record.connectionIds)
      const done = [...(await results.all()).values()]
        .filter(({ connectionId, runId }) => runId === record.runId && wanted.has(connectionId))
        .map(({ connectionId, entry }) => [connectionId, entry.verdict] as const)
      run = createRun(runParts, record, new Map(done))
    })()
    return loading
  }

  const reportOf = async (connectionIds: readonly string[]): Promise<RunReport> => {
    const all = await results.all()
    const entries = await Promise.all(
      connectionIds.map(async id => {
        const kept = all.get(id)
        if (kept === undefined) return null
        const { name, customer } = await connectionOf(id)
        const { base, entry } = kept
        const change = base === null ? null : changeBetween(base.verdict, entry.verdict)
        return { ...entry, name, customer, change }
      }),
    )
    const found = entries.filter(entry => entry !== null)
    const starts = found.map(({ startedAt }) => Date.parse(startedAt))
    const ends = found.map(({ startedAt, ms }) => Date.parse(startedAt) + ms)
    const at = (moments: readonly number[], pick: (a: number, b: number) => number): string =>
      new Date(moments.length === 0 ? Date.now() : moments.reduce(pick)).toISOString()
    return {
      // The desk keeps the last check of each connection, whenever that was.
      isOneRun: false,
      startedAt: at(starts, (a, b) => Math.min(a, b)),
      finishedAt: at(ends, (a, b) => Math.max(a, b)),
      results: found,
      unusedRows: [],
      notReached: connectionIds.length - found.length,
    }
  }

  const start = async (connectionIds: readonly string[], scheduled: boolean): Promise<Run> => {
    await load()
    const state = run?.read().state
    if (isStarting || state === 'running' || state === 'paused') {
      throw new ExplorerError('conflict', 'A run is under way.', {
        hint: 'Wait for its end or cancel it.',
      })
    }
    // There is one record: a new run would take away what is left of that one.
    if (state === 'interrupted') {
      throw new ExplorerError('conflict', 'A run was cut short and waits.', {
        hint: 'Resume it, or cancel it to check something else.',
      })
    }
    const record = {
      runId: randomUUID(),
      startedAt: new Date().toISOString(),
      endedAt: null,
      connectionIds: [...new Set(connectionIds)],
      scheduled,
    }
    isStarting = true
    await file.write(record).catch(tellUnsaved)
    isStarting = false
    run = createRun(runParts, record, new Map())
    return run
  }

  /** The run that began by itself and was cut short, whether the person lets it go on already or not. */
  const cutShort = (): Run | null => {
    const state = run?.read().state
    const isOpen = state === 'interrupted' || state === 'running' || state === 'paused'
    return run?.record.scheduled === true && isOpen ? run : null
  }

  return {
    async state() {
      await load()
      return { results: [...(await results.all()).values()].map(rowOf), run: run?.read() ?? null }
    },
    async check(connectionIds) {
      const begun = await start(connectionIds, false)
      begun.resume()
    },
    async checkOnSchedule(connectionIds, onHalt) {
      await load()
      const own = cutShort() ?? (await start(connectionIds, true))
      const ended = Promise.withResolvers<void>()
      waiting = { onEnd: ended.resolve, onHalt }
      own.resume()
      await ended.promise
      const { runId, connectionIds: wanted } = own.record
      const found = await results.all()
      return wanted.flatMap(id => {
        const kept = found.get(id)
        return kept?.runId === runId ? [rowOf(kept)] : []
      })
    },
    async pause() {
      await load()
      run?.pause()
    },
    async resume() {
      await load()
      run?.resume()
    },
    async cancel() {
      await load()
      run?.cancel()
    },
    async note(report) {
      if (report.connectionId === null || report.verdict === null) return
      await keep(await connectionOf(report.connectionId), report, null)
    },
    async message(connectionIds) {
      const all = await results.all()
      return connectionIds.flatMap(id => all.get(id)?.entry.message ?? []).join('\n\n---\n\n')
    },
    async report(connectionIds, format) {
      return reportText(await reportOf(connectionIds), format)
    },
    forget: results.forget,
    async close() {
      if (timer !== null) clearTimeout(timer)
      run?.leave()
      await Promise.all([noting, results.flush(), remembering.settled()])
    },
  }
}

/** Results of earlier versions know only of themselves. */
function lastWorkedOf(result: KeptResult | undefined): string | null {
  if (result === undefined) return null
  return result.lastWorked ?? (isWorking(result.entry.verdict) ? result.entry.startedAt : null)
}

function rowOf({ connectionId, previous, base, lastWorked, entry }: KeptResult): DeskResult {
  const now = Date.now()
  const ends = entry.applications
    .flatMap(({ expiry }) => (expiry === null || Number.isNaN(Date.parse(expiry)) ? [] : [expiry]))
    .toSorted((a, b) => Date.parse(a) - Date.parse(b))
  const listed = entry.applications.length > 0 || entry.verdict === 'no_applications'
  return {
    connectionId,
    at: entry.startedAt,
    verdict: entry.verdict,
    failingStep: entry.failingStep,
    headline: entry.headline,
    applications: listed ? entry.applications.length : null,
    nearestExpiry: ends[0] ?? null,
    nextExpiry: ends.find(end => Date.parse(end) >= now) ?? null,
    previous,
    base,
    lastWorked,
  }
}
