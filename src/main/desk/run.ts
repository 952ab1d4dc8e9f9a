import { type CheckReport, toneOf, type Verdict } from '../../shared/check.ts'
import type { Connection } from '../../shared/connection.ts'
import type { DeskRun } from '../../shared/desk.ts'
import { type ErrorData, ExplorerError } from '../../shared/errors.ts'
import type { Credentials, ReadCredentials } from '../auth/index.ts'
import { type BulkLimits, type BulkRun, type BulkTarget, createBulkRun } from '../checks/index.ts'
import { isKeychainError } from '../connections/index.ts'
import type { Http } from '../http/index.ts'
import type { RunRecord } from './kept-run.ts'
import { createReadAhead } from './read-ahead.ts'

/** Keychain entries that are read before their checks start. */
const entriesAhead = 16

export interface RunParts {
  readonly http: Http
  readonly readCredentials: ReadCredentials
  /** Asked for when a run starts or goes on after it was halted. */
  readonly limits: () => BulkLimits
  /** Throws `not_found` for a connection that was deleted. */
  readonly connectionOf: (id: string) => Promise<Connection>
  /** Takes a finished report. */
  readonly onReport: (connection: Connection, report: CheckReport, runId: string) => Promise<void>
  /** Told after every change; often. */
  readonly onChange: () => void
  /** Told once, when nothing is left to do or the run was cancelled. */
  readonly onEnd: (record: RunRecord) => void
  /** Told when the run stopped by itself and waits for the person. */
  readonly onHalt: (record: RunRecord, reason: ErrorData) => void
  readonly onFailure: (error: unknown) => void
}

/** A run that can stop and go on, also after the app was ended: it knows what it was to do and what is done. */
export interface Run {
  readonly record: RunRecord
  readonly read: () => DeskRun
  readonly pause: () => void
  /** Starts what was not done yet, or goes on after a pause. */
  readonly resume: () => void
  readonly cancel: () => void
  /** Stops at once and leaves the rest for the next start of the app. */
  readonly leave: () => void
}

/**
 * A run over `record.connectionIds`, of which `done` have their results already: their verdicts by connection, null
 * for one that was deleted. Starts with `resume`. When the keychain does not give out secrets, the run says so once
 * and waits: no verdict is made of it.
 */
export function createRun(parts: RunParts, record: RunRecord, done: Map<string, Verdict | null>): Run {
  const checking = new Set<string>()
  let state: DeskRun['state'] = record.endedAt === null ? 'interrupted' : 'finished'
  let problem: ErrorData | null = null
  let bulk: BulkRun | null = null
  let limits = parts.limits()

  const finish = (how: 'cancelled' | 'finished'): void => {
    state = how
    bulk = null
    checking.clear()
    parts.onEnd({ ...record, endedAt: new Date().toISOString() })
    parts.onChange()
  }

  /** Stops for a reason that the person can mend; what was under way is done again afterwards. */
  const halt = (reason: ErrorData): void => {
    if (state !== 'running' && state !== 'paused') return
    const stopped = bulk
    state = 'paused'
    problem = reason
    bulk = null
    checking.clear()
    stopped?.cancel()
    parts.onHalt(record, reason)
    parts.onChange()
  }

  const start = (): void => {
    limits = parts.limits()
    const left = record.connectionIds.filter(id => !done.has(id))
    /** Those that stand ready. */
    const waiting = new Map<string, Connection>()
    const ahead = createReadAhead({
      read: parts.readCredentials,
      ids: left,
      depth: entriesAhead,
      isWanted: id => {
        const connection = waiting.get(id)
        return connection === undefined || own.needsSecrets(connection)
      },
    })
    const isCurrent = (): boolean => bulk === own

    async function* targets(): AsyncGenerator<BulkTarget> {
      for (const id of left) {
        const connection = await ifThere(parts.connectionOf(id))
        if (connection === null) {
          done.set(id, null)
          continue
        }
        waiting.set(id, connection)
        yield { connection, connectionId: id, readCredentials: once(id) }
      }
    }

    /** A check asks more than once for the secrets; the keychain is asked once. */
    const once = (id: string): BulkTarget['readCredentials'] => {
      let reading: Promise<Credentials> | null = null
      return signal => {
        if (isCurrent() && !checking.has(id)) {
          checking.add(id)
          parts.onChange()
        }
        reading ??= ahead.take(id, signal).catch((error: unknown) => {
          reading = null
          if (isKeychainError(error) && isCurrent()) halt(error.toData())
          throw error
        })
        return reading
      }
    }

    const own = createBulkRun(
      {
        http: parts.http,
        clock: {
          now: Date.now,
          setTimeout,
          clearTimeout: handle => clearTimeout(handle as NodeJS.Timeout),
        },
      },
      {
        targets: targets(),
        total: left.length,
        limits,
        onReport: async ({ connection }, report) => {
          waiting.delete(connection.id)
          ahead.drop(connection.id)
          if (!isCurrent()) return
          // What counts as done is on disk: the app may be killed the moment after.
          await parts.onReport(connection, report, record.runId)
          checking.delete(connection.id)
          done.set(connection.id, report.verdict)
          parts.onChange()
        },
        onProgress: parts.onChange,
      },
    )
    bulk = own
    own.done
      .then(
        () => {
          if (isCurrent()) finish('finished')
        },
        (error: unknown) => {
          parts.onFailure(error)
          const told = new ExplorerError('internal', 'The run broke off by a mistake of the app.', {
            hint: 'What was checked is kept. Go on with the rest.',
          })
          if (isCurrent()) halt(told.toData())
        },
      )
      .finally(ahead.clear)
  }

  return {
    record,
    read: () => {
      const progress = bulk?.progress()
      return {
        state,
        total: record.connectionIds.length,
        done: done.size,
        byTone: countTones(done.values()),
        checking: [...checking],
        atOnce: limits.concurrency,
        perSecond: progress?.perSecond ?? null,
        leftMs: progress?.leftMs ?? null,
        problem,
      }
    },
    pause: () => {
      if (state !== 'running') return
      state = 'paused'
      bulk?.pause()
      parts.onChange()
    },
    resume: () => {
      if (state !== 'paused' && state !== 'interrupted') return
      state = 'running'
      problem = null
      if (bulk === null) start()
      else bulk.resume()
      parts.onChange()
    },
    cancel: () => {
      if (state === 'cancelled' || state === 'finished') return
      const stopped = bulk
      finish('cancelled')
      stopped?.cancel()
    },
    leave: () => {
      const stopped = bulk
      bulk = null
      stopped?.cancel()
    },
  }
}

function countTones(found: Iterable<Verdict | null>): DeskRun['byTone'] {
  const counts = { works: 0, expiring: 0, broken: 0, unknown: 0, checking: 0 }
  for (const verdict of found) if (verdict !== null) counts[toneOf(verdict)]++
  const { checking: _, ...byTone } = counts
  return byTone
}

async function ifThere(connection: Promise<Connection>): Promise<Connection | null> {
  try {
    return await connection
  } catch (error) {
    if (error instanceof ExplorerError && error.code === 'not_found') return null
    throw error
  }
}
