import type { CheckedApplication } from '../../../shared/check.ts'
import type { AccessToken } from '../../auth/index.ts'
import { durationText } from '../dates.ts'
import type { Failure } from '../failure.ts'
import { plainText } from '../plain-text.ts'
import { applicationsText } from './facts.ts'

/** "auth.example.com answered, 86 ms". */
export function reachedSummary(host: string, ms: number): string {
  return `${host} answered, ${durationText(ms)}`
}

function lifetimeText(seconds: number): string {
  return seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`
}

/** "Bearer token, expires in 5 min, scope openid". */
export function tokenSummary(token: AccessToken): string {
  // Servers write "bearer" as they like (RFC 6749, section 7.1: case insensitive).
  const type = token.type.toLowerCase() === 'bearer' ? 'Bearer' : plainText(token.type, 20)
  const scope = token.scope === null || token.scope === '' ? '' : `, scope ${plainText(token.scope)}`
  return `${type} token, expires in ${lifetimeText(token.lifetimeSeconds)}${scope}`
}

/** "3 applications listed". */
export function accessSummary(count: number): string {
  return count === 0 ? 'No applications listed' : `${applicationsText(count)} listed`
}

/** "2 of 3 applications opened, 1 refused, 1 ended". */
export function applicationsSummary(
  applications: readonly CheckedApplication[],
  counts: { readonly opened: number; readonly refused: number },
): string {
  if (applications.length === 0) return 'None to open'
  const ended = applications.filter(application => application.state === 'expired').length
  const ending = applications.filter(application => application.state === 'expiring').length
  return [
    `${counts.opened} of ${applicationsText(applications.length)} opened`,
    ...(counts.refused > 0 ? [`${counts.refused} refused`] : []),
    ...(ended > 0 ? [`${ended} expired`] : []),
    ...(ending > 0 ? [`${ending} ending soon`] : []),
  ].join(', ')
}

/** "403 Forbidden", "401 Unauthorized (invalid_client)", or what happened where there was no answer. */
export function failureSummary(failure: Failure): string {
  if (failure.status === null) return failure.message
  if (failure.oauthError !== null) return `${failure.status} (${failure.oauthError})`
  return failure.status.startsWith('2') ? `${failure.status}, but: ${failure.message}` : failure.status
}
