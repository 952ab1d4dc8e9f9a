import { randomUUID } from 'node:crypto'
import type { CheckReport } from '../../shared/check.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { buildApiRequest } from '../api-request/index.ts'
import { createGrants } from '../auth/index.ts'
import type { Http } from '../http/index.ts'
import { runAccessCheck } from './access-check.ts'
import { createHostWatch } from './bulk/host-watch.ts'
import { createTally } from './bulk/tally.ts'
import type { BulkClock, BulkOrder, BulkProgress, BulkRun, BulkTarget } from './bulk/types.ts'
import { hostNames, type WatchedHttp, watchHttp } from './bulk/watched-http.ts'
import { durationText } from './dates.ts'

/** Connections that stand ready, so that one whose host is busy does not keep the others waiting. */
const readyAtMost = 1000
/** As many as `http` keeps connections to a host: what waits behind them would use up its time limit. */
const mostPerHost = 16
/** Times that a connection is checked while it is told 429. */
const mostAttempts = 3
/** Milliseconds to wait after a first 429 without `Retry-After`; doubled with each further one. */
const firstWaitMs = 1000
/** A host that says "at once" is still given a moment. */
const leastWaitMs = 200
/** What a check takes longer than its limit by the clock, the machine must have slept in. */
const sleptMs = 10_000

/** Never sent: a check that gets these ends before its first call. */
const noSecrets = { clientSecret: '', apiKey: '' }

/** What a bulk run is done with. */
export interface BulkParts {
  readonly http: Http
  readonly clock: BulkClock
  /** Milliseconds from any start, never backwards; that of this machine unless told. */
  readonly stopwatch?: () => number
}

interface Entry<T> {
  readonly target: T
  readonly hosts: ReturnType<typeof hostNames>
  attempts: number
  /** Milliseconds of its limit that are used up: by its checks and by the waits that it was asked for. */
  spentMs: number
  /** Not tried again before this moment. */
  notBefore: number
}

/**
 * Checks many connections, some at a time. Every connection ends in a report within its time limit, of which pauses,
 * sleep of the machine and waiting for its turn take nothing; reports are handed out as they come and not kept. A
 * host that is down is noticed after a few failures, and what follows is marked at once with the verdict that the
 * failures led to, with a note that says so. A 429 puts a connection off for as long as the server asks, if its time
 * limit allows.
 */
export function createBulkRun<T extends BulkTarget>(parts: BulkParts, order: BulkOrder<T>): BulkRun {
  const { clock } = parts
  const { limits } = order
  const stopwatch = parts.stopwatch ?? (() => performance.now())
  const watch = createHostWatch({
    perHost: Math.min(limits.concurrency, mostPerHost),
    longestQuietMs: limits.connectionLimitMs,
    now: clock.now,
  })
  const tally = createTally(clock.now)
  const cancelling = new AbortController()
  const finished = Promise.withResolvers<BulkProgress>()
  const source = iteratorOf(order.targets)
  let ready: Entry<T>[] = []
  let state: BulkProgress['state'] = 'running'
  let running = 0
  let nextStartAt = 0
  let reading = false
  let exhausted = false
  let timer: unknown = null

  const progress = (): BulkProgress => ({
    state,
    total: order.total,
    running,
    putOff: ready.filter(entry => entry.attempts > 0).length,
    ...tally.read(order.total),
  })
  // Where nobody is told, nothing is counted: that would look through all that stands ready after each check.
  const announce = (): void => order.onProgress?.(progress())

  const stop = (): void => {
    if (timer !== null) clock.clearTimeout(timer)
    timer = null
    ready = []
    exhausted = true
    cancelling.abort()
    // The source may be in the middle of reading; it is closed when it can be, and nobody waits for that.
    void Promise.resolve(source.return?.()).catch(fail)
  }
  function fail(error: unknown): void {
    finished.reject(error)
    if (state === 'cancelled' || state === 'finished') return
    state = 'cancelled'
    stop()
  }
  const endIfDone = (): void => {
    if (running > 0 || ready.length > 0 || !exhausted) return
    if (state !== 'cancelled') state = 'finished'
    announce()
    finished.resolve(progress())
  }

  /** Reads on until enough connections stand ready. */
  const read = async (): Promise<void> => {
    if (reading || exhausted) return
    reading = true
    try {
      while (!exhausted && ready.length < readyAtMost) {
        const next = await source.next()
        if (exhausted) break
        if (next.done === true) {
          exhausted = true
          break
        }
        const hosts = hostNames(next.value.connection)
        const entry = { target: next.value, hosts, attempts: 0, spentMs: 0, notBefore: 0 }
        ready.push(entry)
        if (running < limits.concurrency && opensAt(entry) <= clock.now()) startWhatMay()
      }
    } catch (error) {
      fail(error)
    } finally {
      reading = false
    }
    startWhatMay()
  }

  const opensAt = (entry: Entry<T>): number => Math.max(entry.notBefore, ...entry.hosts.map(watch.opensAt))
  /** The first entry whose time has come and whose hosts have room; else -1, and when to look again. */
  const firstThatMay = (now: number): { readonly index: number; readonly opensAt: number } => {
    let earliest = Number.POSITIVE_INFINITY
    for (const [index, entry] of ready.entries()) {
      const at = opensAt(entry)
      if (at <= now) return { index, opensAt: at }
      earliest = Math.min(earliest, at)
    }
    return { index: -1, opensAt: earliest }
  }

  const startWhatMay = (): void => {
    if (state !== 'running') return
    if (timer !== null) clock.clearTimeout(timer)
    timer = null
    let wakeAt = Number.POSITIVE_INFINITY
    while (running < limits.concurrency && ready.length > 0) {
      const now = clock.now()
      if (nextStartAt > now) {
        wakeAt = nextStartAt
        break
      }
      const first = firstThatMay(now)
      if (first.index === -1) {
        wakeAt = first.opensAt
        break
      }
      const [entry] = ready.splice(first.index, 1)
      if (entry === undefined) break
      if (limits.startsPerSecond !== null) nextStartAt = now + 1000 / limits.startsPerSecond
      void start(entry).catch(fail)
    }
    if (wakeAt < Number.POSITIVE_INFINITY) {
      timer = clock.setTimeout(startWhatMay, Math.max(1, wakeAt - clock.now()))
    }
    if (ready.length < readyAtMost / 2) void read()
    endIfDone()
  }

  const start = async (entry: Entry<T>): Promise<void> => {
    running++
    for (const host of entry.hosts) watch.enter(host)
    try {
      const usualWaitMs = firstWaitMs * 2 ** entry.attempts
      const watched = watchHttp(parts.http, watch, {
        tokenHost: entry.hosts[0],
        now: clock.now,
        stopwatch,
        fairMs: limits.stepLimitMs / 2,
        longestMs: limits.stepLimitMs + sleptMs,
        usualWaitMs,
      })
      const limitMs = limits.connectionLimitMs - entry.spentMs
      const { report, tookMs, byClockMs } = await check(entry, watched, limitMs)
      const waitMs = Math.max(leastWaitMs, watched.askedToWait() ?? usualWaitMs)
      if (state !== 'cancelled' && report.verdict === 'timed_out' && byClockMs > limitMs + sleptMs) {
        ready.unshift(entry)
      } else if (report.verdict === 'rate_limited' && mayWait(entry, watched, waitMs + tookMs, limitMs)) {
        entry.attempts++
        entry.spentMs += tookMs + waitMs
        entry.notBefore = clock.now() + waitMs
        // Behind those that stand ready: a host that refuses for a while would use up its few attempts on the same ones.
        ready.push(entry)
      } else {
        entry.attempts++
        await order.onReport(entry.target, withNotes(report, entry, watched))
        if (report.verdict !== null) tally.count(report.verdict)
      }
    } catch (error) {
      const isCancelled = error instanceof ExplorerError && error.code === 'cancelled'
      if (!isCancelled || !cancelling.signal.aborted) throw error
    } finally {
      running--
      for (const host of entry.hosts) watch.leave(host)
      if (state === 'running' || state === 'paused') announce()
      if (state === 'running') startWhatMay()
      else endIfDone()
    }
  }

  /** A check, and how long it took once it had its secrets: by the stopwatch, and by the clock, sleep included. */
  const check = async (entry: Entry<T>, watched: WatchedHttp, limitMs: number) => {
    const { connection, connectionId, readCredentials } = entry.target
    let begun = { at: clock.now(), by: stopwatch() }
    const tools = {
      http: watched.http,
      grants: createGrants({ http: watched.http, now: clock.now }),
      buildApiRequest,
      now: clock.now,
      stopwatch,
      newId: randomUUID,
    }
    const report = await runAccessCheck(tools, {
      connection,
      connectionId,
      readCredentials: async signal => {
        const credentials = watched.needsSecrets ? await readCredentials(signal) : noSecrets
        begun = { at: clock.now(), by: stopwatch() }
        return credentials
      },
      stepLimitMs: limits.stepLimitMs,
      limitMs,
      expiringDays: limits.expiringDays,
      applicationsAtOnce: 1,
      withExchanges: order.withExchanges ?? true,
      signal: cancelling.signal,
    })
    return { report, tookMs: stopwatch() - begun.by, byClockMs: clock.now() - begun.at }
  }
  const mayWait = (entry: Entry<T>, watched: WatchedHttp, neededMs: number, leftMs: number): boolean =>
    state !== 'cancelled' &&
    watched.marked() === null &&
    entry.attempts + 1 < mostAttempts &&
    neededMs < leftMs

  void read()
  return {
    pause: () => {
      if (state !== 'running') return
      state = 'paused'
      tally.pause()
      announce()
    },
    resume: () => {
      if (state !== 'paused') return
      state = 'running'
      tally.resume()
      announce()
      startWhatMay()
    },
    cancel: () => {
      if (state === 'cancelled' || state === 'finished') return
      state = 'cancelled'
      stop()
      endIfDone()
    },
    progress,
    needsSecrets: connection => watch.marks(hostNames(connection)[0]) === null,
    done: finished.promise,
  }
}

function withNotes<T>(report: CheckReport, entry: Entry<T>, watched: WatchedHttp): CheckReport {
  const marked = watched.marked()
  const asked = watched.askedToWait()
  const notes = [
    ...(marked === null ? [] : [`Not asked: ${marked} had failed several times in a row in this run.`]),
    ...(entry.attempts > 1 ? [`Checked ${entry.attempts} times: the server answered 429 before.`] : []),
    ...(report.verdict === 'rate_limited' && asked !== null
      ? [`The server asks to wait ${durationText(asked)}.`]
      : []),
  ]
  return notes.length === 0 ? report : { ...report, notes: [...report.notes, ...notes] }
}

function iteratorOf<T>(targets: Iterable<T> | AsyncIterable<T>): Iterator<T> | AsyncIterator<T> {
  return Symbol.asyncIterator in targets ? targets[Symbol.asyncIterator]() : targets[Symbol.iterator]()
}
