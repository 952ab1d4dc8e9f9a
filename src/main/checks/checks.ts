import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { CheckReport, CheckSummary } from '../../shared/check.ts'
import type { Connection, ConnectionFields } from '../../shared/connection.ts'
import { buildApiRequest } from '../api-request/index.ts'
import type { Credentials, Grants, ReadCredentials } from '../auth/index.ts'
import type { Http } from '../http/index.ts'
import { runAccessCheck } from './access-check.ts'
import { createCheckHistory, summaryOf } from './check-history.ts'
import { createLastReports } from './last-reports.ts'
import { isWorking, withLastWorked } from './last-worked.ts'

type OnProgress = (report: CheckReport) => void

/** Access checks and what is remembered of them. */
export interface Checks {
  /** Checks a saved connection and remembers the outcome. Throws `cancelled` only; all else is a verdict. */
  readonly run: (
    connection: Connection,
    signal?: AbortSignal,
    onProgress?: OnProgress,
  ) => Promise<CheckReport>
  /** Checks what was typed, saved or not. Nothing is remembered. Throws `cancelled` only. */
  readonly runDraft: (
    fields: ConnectionFields,
    readCredentials: (signal?: AbortSignal) => Promise<Credentials>,
    signal?: AbortSignal,
    onProgress?: OnProgress,
  ) => Promise<CheckReport>
  /** Takes a finished report into the history, as `run` does by itself. Throws what the disk throws. */
  readonly remember: (connection: Connection, report: CheckReport) => Promise<void>
  /** The last checks of a connection, newest first; at most 20. */
  readonly history: (connectionId: string) => Promise<readonly CheckSummary[]>
  /** The newest check of every connection, by connection id. */
  readonly latest: () => Promise<Readonly<Record<string, CheckSummary>>>
  /** The last full report of a connection, also from before a restart; null where there is none. */
  readonly last: (connectionId: string) => Promise<CheckReport | null>
  /** Deletes what is remembered of a connection that was removed. */
  readonly forget: (connectionId: string) => Promise<void>
}

/** What the checks need. */
export interface ChecksParts {
  readonly http: Http
  readonly grants: Grants
  readonly readCredentials: ReadCredentials
  /** Folder of the history, one file per connection; made when needed. */
  readonly folder: string
  /** Milliseconds since the epoch; the clock of this machine unless told. */
  readonly now?: () => number
  /** Milliseconds for each step; 10,000 unless told. */
  readonly stepLimitMs?: number
  /** Told when a file of the history could not be read and was set aside. */
  readonly onDamagedHistory?: (file: string, error: unknown) => void
}

/** A draft as if it were saved, for the parts that ask for a connection. */
function asConnection(fields: ConnectionFields, at: number): Connection {
  const moment = new Date(at).toISOString()
  return {
    ...fields,
    id: randomUUID(),
    secretStorage: 'session',
    hasSecret: { clientSecret: true, apiKey: true },
    renewAutomatically: false,
    ephemeral: true,
    createdAt: moment,
    updatedAt: moment,
  }
}

/** Makes the access checks over the parts of the other domains. */
export function createChecks(parts: ChecksParts): Checks {
  const now = parts.now ?? Date.now
  const history = createCheckHistory({ folder: parts.folder, now, onDamaged: parts.onDamagedHistory })
  const lastReports = createLastReports(join(parts.folder, 'last'))
  const tools = {
    http: parts.http,
    grants: parts.grants,
    buildApiRequest,
    now,
    stopwatch: () => performance.now(),
    newId: randomUUID,
  }
  const limit = parts.stepLimitMs === undefined ? {} : { stepLimitMs: parts.stepLimitMs }

  const remember = async (connection: Connection, report: CheckReport): Promise<void> => {
    const summary = summaryOf(report)
    if (summary === null) return
    const keep = connection.keepHistory && !connection.ephemeral
    await Promise.all([
      history.add(connection.id, summary, keep),
      lastReports.put(connection.id, report, keep),
    ])
  }

  return {
    remember,
    run: async (connection, signal, onProgress) => {
      const checked = await runAccessCheck(tools, {
        ...limit,
        connection,
        connectionId: connection.id,
        readCredentials: within => parts.readCredentials(connection.id, within),
        signal,
        onProgress,
      })
      // The verdict is worth more than what is known from before.
      const earlier = await history.list(connection.id).catch(() => [])
      const worked = earlier.find(({ verdict }) => isWorking(verdict))
      const report = withLastWorked(checked, worked?.at ?? null)
      try {
        await remember(connection, report)
        return report
      } catch (error) {
        // The verdict is worth more than its place in the history, so it is not lost over a full disk.
        const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
        return {
          ...report,
          notes: [...report.notes, `The history of checks could not be saved (${reason}).`],
        }
      }
    },
    runDraft: (fields, readCredentials, signal, onProgress) =>
      runAccessCheck(tools, {
        ...limit,
        connection: asConnection(fields, now()),
        connectionId: null,
        readCredentials,
        signal,
        onProgress,
      }),
    history: history.list,
    latest: history.latest,
    last: lastReports.read,
    forget: async connectionId => {
      await Promise.all([history.forget(connectionId), lastReports.forget(connectionId)])
    },
  }
}
