import type { VerdictTone } from '../../../../../shared/check.ts'
import type { Application } from '../../../../../shared/documents.ts'
import type { ErrorCode } from '../../../../../shared/errors.ts'
import type { Settings } from '../../../../../shared/settings.ts'
import { dayText } from '../../../ui/time/date-text.ts'
import { expiryWords } from '../../../ui/time/relative-time.ts'

/** Days before its end from which an application counts as expiring, the same as in the access check. */
const expiringDays = 30

/** How an application stands, in a tone and in words. */
export interface ApplicationState {
  readonly tone: VerdictTone
  readonly words: string
  /** The date of the expiry, or what stood in its place; empty when there is none. */
  readonly date: string
}

/** Errors that say: this application cannot be opened with these credentials. */
const refusals: readonly ErrorCode[] = ['forbidden', 'not_found', 'access_refused']

/** Whether opening an application was refused. Other errors say nothing about the application. */
export function isRefused(code: ErrorCode | undefined): boolean {
  return code !== undefined && refusals.includes(code)
}

/** What a card says: refused before expired before expiring. No date, or none that can be read, is no verdict. */
export function stateOf(
  application: Pick<Application, 'expiry' | 'expiresInDays'>,
  refused: boolean,
  zone: Settings['timeZone'],
): ApplicationState {
  const { expiry, expiresInDays: days } = application
  const date = expiry === null ? '' : dayText(expiry, zone)
  if (refused) return { tone: 'broken', words: 'Cannot be opened with these credentials', date: '' }
  if (days === null) {
    const words = expiry === null ? 'No expiry date' : 'Expiry is not a date'
    return { tone: 'unknown', words, date }
  }
  const tone = days < 0 ? 'broken' : days <= expiringDays ? 'expiring' : 'works'
  const words = expiryWords(days)
  return { tone, words: words.charAt(0).toUpperCase() + words.slice(1), date }
}
