import type { CheckedApplication } from '../../../shared/check.ts'
import { readExpiry } from '../application-expiry.ts'
import { dayText, distanceText } from '../dates.ts'
import { applicationsText, type CheckFacts, namesText, type Words } from './facts.ts'

/** "“Yard” ends 5 December 2026, in 12 days", for the one that ends first. */
function earliestEnd(applications: readonly CheckedApplication[], now: number, verb: string): string {
  const ends = applications
    .map(application => ({ application, expiry: readExpiry(application.expiry) }))
    .flatMap(({ application, expiry }) => (expiry.kind === 'valid' ? [{ application, at: expiry.at }] : []))
    .sort((a, b) => a.at - b.at)
  const first = ends[0]
  if (first === undefined) return ''
  return `“${first.application.name}” ${verb} ${dayText(first.at)}, ${distanceText(first.at, now)}.`
}

function inState(facts: CheckFacts, state: CheckedApplication['state']): readonly CheckedApplication[] {
  return facts.applications.filter(application => application.state === state)
}

/** All steps passed and no application ends soon. */
export function works(facts: CheckFacts): Words {
  return {
    headline: 'This connection works',
    meaning: `All three values are accepted. ${applicationsText(facts.applications.length)} can be used.`,
    causes: [],
    advice: [],
    askReseller: '',
    askCustomer: '',
  }
}

/** Works today; an application ends within the days that count as soon. */
export function expiring(facts: CheckFacts): Words {
  const soon = inState(facts, 'expiring')
  const more = soon.length > 1 ? ` ${soon.length - 1} more will follow soon after.` : ''
  return {
    headline: soon.length > 1 ? `${soon.length} applications end soon` : 'An application ends soon',
    meaning: `All three values are accepted. ${earliestEnd(soon, facts.at, 'ends')}${more}`,
    causes: [
      { title: 'The licence is about to end.', text: 'The API gives this date with the application.' },
    ],
    advice: ['Ask your reseller to renew before that date.'],
    askReseller: `Please renew ${namesText(soon)}.`,
    askCustomer: `Please arrange the renewal of ${namesText(soon)}.`,
  }
}

/** An application opens, but its end has passed. */
export function expired(facts: CheckFacts): Words {
  const ended = inState(facts, 'expired')
  return {
    headline: ended.length > 1 ? `${ended.length} applications have expired` : 'An application has expired',
    meaning: `All three values are accepted. ${earliestEnd(ended, facts.at, 'ended')}`,
    causes: [{ title: 'The licence has ended.', text: 'The API gives this date with the application.' }],
    advice: ['Ask your reseller to renew it, or to take it off this client if it is no longer used.'],
    askReseller: `Please renew ${namesText(ended)}, or take it off this client.`,
    askCustomer: `Please arrange the renewal of ${namesText(ended)}.`,
  }
}

/** `/access` answered with an empty list. */
export function noApplications(): Words {
  return {
    headline: 'No applications for this client',
    meaning: 'All three values are accepted, but the API lists no application that this client may use.',
    causes: [
      { title: 'The client has no role in any application.', text: 'A reseller gives roles to the client.' },
      { title: 'Its applications were removed.', text: 'The list was empty when the check asked.' },
    ],
    advice: ['Ask your reseller to give this client a role in its application.'],
    askReseller: 'Please give this client a role in its application.',
    askCustomer: 'Please say which application your integration should reach, so that access can be given.',
  }
}

/** Listed by `/access`, but opening is refused, as the documentation of the API warns. */
export function applicationRefused(facts: CheckFacts): Words {
  const refused = inState(facts, 'refused')
  const all = refused.length === facts.applications.length
  const count = facts.applications.length
  return {
    headline:
      refused.length > 1
        ? `${refused.length} applications cannot be opened`
        : 'An application cannot be opened',
    meaning: all
      ? `All three values are accepted. The API lists ${applicationsText(count)}, but refuses to open ${count === 1 ? 'it' : 'them'}.`
      : `All three values are accepted. Of ${applicationsText(count)}, ${namesText(refused)} cannot be opened.`,
    causes: [
      {
        title: 'The role of this client does not reach so far.',
        text: 'The API also lists applications that a client may not open.',
      },
      { title: 'The application was removed or has ended.', text: 'It may still be listed for a while.' },
    ],
    advice: [
      `Ask your reseller to let this client open ${namesText(refused)}.`,
      'If the application is not needed, ask to have it taken off this client.',
    ],
    askReseller: `Please check the role of this client for ${namesText(refused)}.`,
    askCustomer: `Please say whether your integration needs ${namesText(refused)}.`,
  }
}
