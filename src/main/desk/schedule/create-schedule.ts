import type { Connection } from '../../../shared/connection.ts'
import type { DeskResult } from '../../../shared/desk.ts'
import { type ErrorData, ExplorerError } from '../../../shared/errors.ts'
import type { Settings } from '../../../shared/settings.ts'
import { createKeptSchedule, type ScheduleRecord } from './kept-schedule.ts'
import { haltNotice, type Notice, noticeOf } from './notice.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const intervals: Readonly<Record<Settings['deskCheckEvery'], number | null>> = {
  off: null,
  hourly: hourMs,
  'six-hourly': 6 * hourMs,
  daily: dayMs,
  weekly: 7 * dayMs,
}
/** After the start or after sleep, before a check that is due: the network may still be on its way. */
const settleMs = 5000
/** Until the next try where a run of the person is under way, or was cut short and waits. */
const busyMs = 5 * 60_000
/** A timer of weeks would not follow a clock that is set; looking again costs nothing. */
const longestWaitMs = hourMs

interface ScheduleParts {
  readonly folder: string
  readonly settings: () => Pick<Settings, 'deskCheckEvery' | 'deskWarnDays'>
  readonly connections: () => Promise<readonly Connection[]>
  /**
   * Checks these, and answers what it found once the run has ended; tells when it stopped before and waits. Throws
   * `conflict` while another is under way or waits to go on.
   */
  readonly check: (
    connectionIds: readonly string[],
    onHalt: (reason: ErrorData) => void,
  ) => Promise<readonly DeskResult[]>
  readonly notify: (notice: Notice) => void
  readonly onProblem: (problem: string, error: unknown) => void
  readonly clock: {
    /** Milliseconds since the epoch. */
    readonly now: () => number
    /** Calls once; the answer takes it back. */
    readonly after: (ms: number, call: () => void) => () => void
  }
}

/** Checks all connections now and then while the app runs, and tells of what is new. */
export interface Schedule {
  /** Looks when the next check is due: at the start, after a change of the settings, after sleep. */
  readonly look: () => void
  /** While the machine sleeps nothing starts. */
  readonly rest: () => void
}

/**
 * Makes the schedule; nothing happens before `look`. A check that was missed, over sleep or while the app was not
 * running, is made once. The first one is due an interval after the schedule was switched on.
 */
export function createSchedule(parts: ScheduleParts): Schedule {
  const { clock, onProblem } = parts
  const file = createKeptSchedule(parts.folder)
  let takeBack: (() => void) | null = null
  let isChecking = false
  let isResting = false

  const rest = (): void => {
    isResting = true
    takeBack?.()
    takeBack = null
  }
  const wait = (ms: number, call: () => Promise<void>): void => {
    takeBack?.()
    takeBack = clock.after(ms, () => {
      takeBack = null
      call().catch((error: unknown) => {
        onProblem('A scheduled check could not be made.', error)
        wait(busyMs, plan)
      })
    })
  }

  /** The record, begun now where there is none, and never in the future: clocks are set back, too. */
  const recordNow = async (): Promise<ScheduleRecord> => {
    const record = await file.read()
    if (record !== null && record.lastAt <= clock.now()) return record
    const begun = { lastAt: clock.now(), warned: record?.warned ?? {} }
    await file.write(begun)
    return begun
  }

  async function plan(): Promise<void> {
    const every = intervals[parts.settings().deskCheckEvery]
    if (every === null || isChecking || isResting) return
    const { lastAt } = await recordNow()
    const left = lastAt + every - clock.now()
    if (left <= 0) await check()
    else wait(Math.min(left, longestWaitMs), plan)
  }

  async function check(): Promise<void> {
    isChecking = true
    try {
      const all = new Map((await parts.connections()).map(each => [each.id, each]))
      const results =
        all.size === 0 ? [] : await parts.check([...all.keys()], reason => parts.notify(haltNotice(reason)))
      await tell(results, all)
    } catch (error) {
      if (!(error instanceof ExplorerError) || error.code !== 'conflict') throw error
      return wait(busyMs, plan)
    } finally {
      isChecking = false
    }
    await plan()
  }

  async function tell(
    results: readonly DeskResult[],
    connections: ReadonlyMap<string, Connection>,
  ): Promise<void> {
    const now = clock.now()
    const { warned } = await recordNow()
    const named = results.flatMap(result => {
      const connection = connections.get(result.connectionId)
      return connection === undefined
        ? []
        : [{ name: connection.name, customer: connection.customer, result }]
    })
    const changed = named.filter(
      ({ result: { previous, verdict } }) => previous !== null && previous.verdict !== verdict,
    )
    const ending = named.filter(({ result }) => endsWithin(result, parts.settings().deskWarnDays, now))
    const isNews = ({ result }: (typeof ending)[number]): boolean =>
      warned[result.connectionId] !== result.nextExpiry
    const notice = noticeOf(changed, ending.filter(isNews), now)
    await file.write({
      lastAt: now,
      warned: Object.fromEntries(ending.map(({ result }) => [result.connectionId, result.nextExpiry ?? ''])),
    })
    if (notice !== null) parts.notify(notice)
  }

  return {
    look: () => {
      isResting = false
      if (!isChecking) wait(settleMs, plan)
    },
    rest,
  }
}

function endsWithin({ nextExpiry }: DeskResult, days: number, now: number): boolean {
  if (nextExpiry === null) return false
  const left = Date.parse(nextExpiry) - now
  return left >= 0 && left < days * dayMs
}
