import { readExpiry } from './application-expiry.ts'
import type { Findings } from './findings.ts'
import { plainText } from './plain-text.ts'
import { mostOpened } from './steps/applications-step.ts'
import { applicationsText } from './wording/facts.ts'

function scopeNotes(asked: string, granted: string | null): readonly string[] {
  // RFC 6749 section 5.1: an answer without a scope grants what was asked for.
  if (granted === null) return []
  const given = new Set(granted.split(' '))
  // `openid` means nothing to a client without a user, and servers leave it out.
  const missing = asked.split(' ').filter(scope => scope !== '' && scope !== 'openid' && !given.has(scope))
  return missing.length === 0
    ? []
    : [`The token server left out of the scope: ${plainText(missing.join(' '))}.`]
}

/** What was noticed on the way and changes nothing about the verdict, but may matter to people. */
export function notesOf(
  askedScope: string,
  findings: Pick<Findings, 'token' | 'list' | 'opened'>,
): readonly string[] {
  const { token, list, opened } = findings
  const listed = list?.applications ?? []
  const noEnd = (opened?.applications ?? []).filter(application => application.expiry === null)
  const odd = listed.filter(application => readExpiry(application.expiry).kind === 'odd').length
  return [
    ...scopeNotes(askedScope, token?.scope ?? null),
    ...(listed.length > mostOpened
      ? [`${listed.length} applications are listed. The first ${mostOpened} were opened.`]
      : []),
    ...(list !== null && list.odd > 0
      ? [
          `The list has ${list.odd} more ${list.odd === 1 ? 'entry that is' : 'entries that are'} no application.`,
        ]
      : []),
    ...(noEnd.length > 0
      ? [
          `${applicationsText(noEnd.length)} without a usable end date${odd > 0 ? `, ${odd} of them odd` : ''}: counted as never ending.`,
        ]
      : []),
  ]
}
