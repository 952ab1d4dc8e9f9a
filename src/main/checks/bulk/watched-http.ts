import { type ErrorCode, ExplorerError } from '../../../shared/errors.ts'
import type { Http, HttpRequest } from '../../http/index.ts'
import type { HostWatch, Passage } from './host-watch.ts'
import { retryAfterMs } from './retry-after.ts'

/** Failures to reach a host. Any answer, an error as well, means that it is there. */
const unreachable: ReadonlySet<ErrorCode> = new Set(['network_unreachable', 'tls', 'timeout'])

/** Under which name the token server and the API of a host are watched: one may be down and the other not. */
export function hostNames(endpoints: {
  readonly tokenUrl: string
  readonly issuer: string
  readonly apiBaseUrl: string
}): readonly [token: string, api: string] {
  return [`token ${hostOf(endpoints.tokenUrl || endpoints.issuer)}`, `api ${hostOf(endpoints.apiBaseUrl)}`]
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url
}

/** A check calls the API by GET only, and the token server by GET for discovery only. */
function nameFor(request: HttpRequest): string {
  const isToken = request.method !== 'GET' || request.url.endsWith('/.well-known/openid-configuration')
  return `${isToken ? 'token' : 'api'} ${hostOf(request.url)}`
}

/** The `http` of one check, and what it saw. */
export interface WatchedHttp {
  readonly http: Http
  /** False where the token server is down at the start: the check ends there, so nobody need read them. */
  readonly needsSecrets: boolean
  /** The host whose failure ended a call before it was made; null where every call was made. */
  readonly marked: () => string | null
  /** Milliseconds that the last 429 asked to wait; null where it did not say. */
  readonly askedToWait: () => number | null
}

interface WatchOptions {
  /** The token server of the connection, by its name for the watch. */
  readonly tokenHost: string
  /** Milliseconds since the epoch: servers name moments by it. */
  readonly now: () => number
  /** Milliseconds from any start, for durations. */
  readonly stopwatch: () => number
  /**
   * How long a call must have had before its time-out is held against the host: one that came at the end of its
   * connection's time says nothing.
   */
  readonly fairMs: number
  /** What a call cannot take by the clock unless the machine slept: its time-out says nothing either. */
  readonly longestMs: number
  readonly usualWaitMs: number
}

/** Lets the calls of one check pass the watch. */
export function watchHttp(inner: Http, watch: HostWatch, options: WatchOptions): WatchedHttp {
  let marked: string | null = null
  let asked: number | null = null
  const check = {}
  const down = watch.marks(options.tokenHost)

  const http: Http = async request => {
    const host = nameFor(request)
    // What was down at the start stays so for this check, which has no secrets to go on with.
    const isDown = down !== null && host === options.tokenHost
    const passage: Passage = isDown ? { kind: 'marked', error: down } : watch.passage(host)
    if (passage.kind === 'marked') {
      marked = hostOf(request.url)
      throw ExplorerError.from(passage.error.toData())
    }
    const startedAt = options.stopwatch()
    const startedOn = options.now()
    try {
      const answer = await inner(request)
      if (answer.status === 429) {
        asked = retryAfterMs(answer, options.now())
        watch.limited(host, check, asked ?? options.usualWaitMs)
      } else {
        watch.answered(host)
      }
      return answer
    } catch (error) {
      const reason = reasonOf(request, error)
      const unfair =
        reason?.code === 'timeout' &&
        (options.stopwatch() - startedAt < options.fairMs || options.now() - startedOn > options.longestMs)
      if (reason === null || unfair || !unreachable.has(reason.code)) watch.abandoned(host, passage)
      else watch.failed(host, reason, passage)
      throw error
    }
  }
  return { http, needsSecrets: down === null, marked: () => marked, askedToWait: () => asked }
}

/** Why a call failed: where its step's time was over, the signal knows that better than the call. */
function reasonOf(request: HttpRequest, error: unknown): ExplorerError | null {
  const reason: unknown = request.signal?.aborted === true ? request.signal.reason : error
  return reason instanceof ExplorerError ? reason : null
}
