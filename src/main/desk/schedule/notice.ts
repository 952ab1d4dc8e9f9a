import type { DeskResult } from '../../../shared/desk.ts'
import type { ErrorData } from '../../../shared/errors.ts'
import { verdictWords } from '../../../shared/verdict-words.ts'

/** What is said outside of the window. Names and verdicts alone. */
export interface Notice {
  readonly title: string
  readonly body: string
}

/** A result with the connection that it is about. */
export interface NamedResult {
  readonly name: string
  readonly customer: string
  readonly result: DeskResult
}

/** Lines of a notification that every desktop shows. */
const mostLines = 3
const longestName = 60
const dayMs = 86_400_000

/** One notification over all that is new; null where nothing is. */
export function noticeOf(
  changed: readonly NamedResult[],
  ending: readonly NamedResult[],
  now: number,
): Notice | null {
  const lines = [...changed.map(changeLine), ...ending.map(each => endingLine(each, now))]
  const [only] = lines
  if (only === undefined) return null
  const title = [
    ...(changed.length === 0 ? [] : [`${counted(changed.length, 'credential')} changed`]),
    ...(ending.length === 0 ? [] : [`${ending.length} will expire`]),
  ].join(', ')
  const more = lines.length - mostLines
  const shown = lines.slice(0, mostLines)
  return { title, body: [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('\n') }
}

/** Says that a scheduled check stopped before its end, and where it goes on. */
export function haltNotice({ message, hint }: Pick<ErrorData, 'message' | 'hint'>): Notice {
  return {
    title: 'The scheduled check stopped',
    body: [message, hint, 'The credential desk lets it go on.'].filter(text => text !== '').join(' '),
  }
}

function changeLine(each: NamedResult): string {
  const { verdict, previous } = each.result
  const before = previous === null ? '' : ` (before: ${verdictWords[previous.verdict]})`
  return `${saidOf(each)}: ${verdictWords[verdict]}${before}`
}

function endingLine(each: NamedResult, now: number): string {
  const left = Math.floor((Date.parse(each.result.nextExpiry ?? '') - now) / dayMs)
  const when = left <= 0 ? 'within a day' : `in ${counted(left, 'day')}`
  return `${saidOf(each)}: an application expires ${when}`
}

function saidOf({ name, customer }: NamedResult): string {
  return [customer, name]
    .filter(text => text !== '')
    .map(plain)
    .join(', ')
}

/** A name that cannot turn the text around it or break its line. */
function plain(text: string): string {
  const clean = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
  return clean.length > longestName ? `${clean.slice(0, longestName - 1)}…` : clean
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`
