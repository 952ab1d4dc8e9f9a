import type { QueryClient } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import { type CheckReport, type CheckSummary, toneOf, type VerdictTone } from '../../../../shared/check.ts'
import type { TokenState } from '../../../../shared/token.ts'
import { toneWords, verdictWords } from '../../../../shared/verdict-words.ts'
import { latestChecksQuery, tokenQuery } from '../../app/queries.ts'
import { queryKeys } from '../../app/query-keys.ts'

export interface ConnectionState {
  readonly tone: VerdictTone
  readonly word: string
  readonly token: TokenState | undefined
  /** Whole days until the first application ends, when that is within 30 days; null otherwise. */
  readonly endsInDays: number | null
}

const soonDays = 30

/** What is known of a connection, the newest word first: a check under way, the last check, its token. */
export function connectionState(
  running: CheckReport | undefined,
  last: CheckSummary | undefined,
  token: TokenState | undefined,
  now: number,
): ConnectionState {
  const endsInDays = daysUntil(last?.nearestExpiry ?? null, now)
  const found = (tone: VerdictTone, word: string): ConnectionState => ({ tone, word, token, endsInDays })
  if (running !== undefined && running.finishedAt === null) return found('checking', toneWords.checking)
  if (last !== undefined) return found(toneOf(last.verdict), verdictWords[last.verdict])
  if (token?.state === 'failed') return found('broken', 'Token refused')
  if (token?.state === 'requesting') return found('checking', 'Getting a token')
  if (token?.state === 'valid') return found('works', 'Token valid')
  return found('unknown', toneWords.unknown)
}

function daysUntil(moment: string | null, now: number): number | null {
  const at = moment === null ? Number.NaN : Date.parse(moment)
  const days = Math.floor((at - now) / 86_400_000)
  return Number.isNaN(at) || days < 0 || days > soonDays ? null : days
}

/** The same for a row on screen. The token is asked for only while the connection is open; else it is what came. */
export function useConnectionState(connectionId: string, isOpen: boolean): ConnectionState {
  const last = useQuery(latestChecksQuery).data?.[connectionId]
  const token = useQuery({ ...tokenQuery(connectionId), enabled: isOpen }).data
  const running = useQuery<CheckReport>({
    queryKey: queryKeys.check(connectionId),
    queryFn: ({ client }) => cachedCheck(client, connectionId),
    enabled: false,
  }).data
  return connectionState(running, last, token, Date.now())
}

/** Checks are pushed, never fetched. */
function cachedCheck(cache: QueryClient, connectionId: string): CheckReport {
  const report = cache.getQueryData<CheckReport>(queryKeys.check(connectionId))
  if (report === undefined) throw new Error('No check was run yet')
  return report
}
