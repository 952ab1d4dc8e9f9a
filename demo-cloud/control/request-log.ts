import type { IncomingHttpHeaders, ServerResponse } from 'node:http'

/** One request as it arrived. Values of headers are never kept: they hold the secrets. */
export interface LoggedRequest {
  readonly at: string
  readonly host: 'token' | 'api'
  readonly method: string
  readonly path: string
  readonly clientId?: string
  readonly status?: number
  readonly grantType?: string
  /** Names only, in lower case. */
  readonly headerNames: readonly string[]
  readonly authorization: boolean
  readonly apiKey: boolean
}

/** What one client has sent so far. */
interface ClientCounts {
  readonly tokenRequests: number
  readonly apiCalls: number
  readonly grants: Readonly<Record<string, number>>
  readonly statuses: Readonly<Record<string, number>>
}

export interface RequestLog {
  /** Counts a request as it arrives; what comes back takes the status once the answer is over. */
  readonly arrived: (request: Omit<LoggedRequest, 'status'>) => (status: number | undefined) => void
  readonly clear: () => void
  readonly entries: () => readonly LoggedRequest[]
  /** By client ID; requests whose client could not be told are under `unknown`. */
  readonly counts: () => Readonly<Record<string, ClientCounts>>
}

/** Enough for a test to read what it caused; counters go on after older entries are dropped. */
const KEPT = 500

const NOTHING: ClientCounts = { tokenRequests: 0, apiCalls: 0, grants: {}, statuses: {} }

const plusOne = (
  counts: Readonly<Record<string, number>>,
  key: string,
): Readonly<Record<string, number>> => ({
  ...counts,
  [key]: (counts[key] ?? 0) + 1,
})

/** What may be known of a request's headers: their names, and whether the two that matter were there. */
export function headerFacts(
  headers: IncomingHttpHeaders,
): Pick<LoggedRequest, 'headerNames' | 'authorization' | 'apiKey'> {
  return {
    headerNames: Object.keys(headers),
    authorization: headers.authorization !== undefined,
    apiKey: headers['x-api-key'] !== undefined,
  }
}

/** The status that a response was sent with, or undefined where nothing was sent. */
export const sentStatus = (response: ServerResponse): number | undefined =>
  response.headersSent ? response.statusCode : undefined

export function createRequestLog(): RequestLog {
  let entries: LoggedRequest[] = []
  let counts = new Map<string, ClientCounts>()
  return {
    arrived: request => {
      const entry: { -readonly [K in keyof LoggedRequest]: LoggedRequest[K] } = { ...request }
      entries.push(entry)
      if (entries.length > KEPT * 2) entries = entries.slice(-KEPT)
      const client = request.clientId ?? 'unknown'
      const before = counts.get(client) ?? NOTHING
      const token = request.host === 'token'
      counts.set(client, {
        tokenRequests: before.tokenRequests + (token ? 1 : 0),
        apiCalls: before.apiCalls + (token ? 0 : 1),
        grants: request.grantType === undefined ? before.grants : plusOne(before.grants, request.grantType),
        statuses: before.statuses,
      })
      return status => {
        if (status !== undefined) entry.status = status
        const counted = counts.get(client)
        if (counted === undefined) return
        counts.set(client, { ...counted, statuses: plusOne(counted.statuses, String(status ?? 'none')) })
      }
    },
    clear: () => {
      entries = []
      counts = new Map()
    },
    entries: () => entries.slice(-KEPT),
    counts: () => Object.fromEntries(counts),
  }
}
