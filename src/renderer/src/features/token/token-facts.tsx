import type { TokenState } from '../../../../shared/token.ts'
import { useSettings } from '../../app/queries.ts'
import { type KeyValue, KeyValues } from '../../ui/key-values.tsx'
import { countdownText, secondsLeft } from '../../ui/time/countdown-text.ts'
import { dateTimeText } from '../../ui/time/date-text.ts'
import { relativeTime } from '../../ui/time/relative-time.ts'
import { useNow } from '../../ui/time/use-now.ts'
import { grantWords, lifeLeft } from './token-words.ts'

/** What is known of the token, but for the token. */
export function TokenFacts({ token }: { readonly token: TokenState }) {
  const { timeZone } = useSettings()
  const now = useNow()
  const at = (moment: string): string =>
    `${dateTimeText(moment, timeZone)}, ${relativeTime(moment, now, 'long')}`
  const held = token.obtainedAt !== null
  const left = lifeLeft(token, now)
  const entries: readonly KeyValue[] = [
    { key: 'Obtained at', value: token.obtainedAt === null ? 'Not yet' : at(token.obtainedAt) },
    { key: 'Expires in', value: left === null ? 'No token' : left > 0 ? countdownText(left) : 'Expired' },
    {
      key: 'Expires at',
      value: token.expiresAt === null ? 'No token' : dateTimeText(token.expiresAt, timeZone),
    },
    { key: 'Renewal', value: renewalText(token, now) },
    { key: 'Scope', value: held ? (token.scope ?? 'The server did not say') : 'No token' },
    { key: 'Type', value: token.type ?? 'No token' },
    { key: 'Refresh token', value: token.hasRefreshToken ? 'Yes' : 'No' },
    { key: 'Grant', value: token.grant === null ? 'No token' : grantWords[token.grant] },
    { key: 'Token requests', value: `${token.requests} since the app started` },
  ]
  return <KeyValues entries={entries} />
}

function renewalText(token: TokenState, now: number): string {
  if (!token.renewAutomatically) return 'When it is needed'
  const left = secondsLeft(token.renewsAt, now)
  if (left === null) return 'By itself while the connection is open'
  return left > 0 ? `By itself in ${countdownText(left)}` : 'By itself now'
}
