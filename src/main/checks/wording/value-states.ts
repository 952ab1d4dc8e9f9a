import type { CheckReport } from '../../../shared/check.ts'
import type { CheckFacts } from './facts.ts'

/** Which of the three values is at fault. A value counts as accepted once a step that needs it has passed. */
export function valueStates(facts: CheckFacts): CheckReport['values'] {
  const client = facts.passed.has('token') ? 'accepted' : 'not_tested'
  const apiKey = facts.passed.has('access') ? 'accepted' : 'not_tested'
  switch (facts.verdict) {
    case 'client_refused':
      return { clientId: 'maybe_at_fault', clientSecret: 'maybe_at_fault', apiKey }
    case 'scope_refused':
      // A token endpoint authenticates the client before anything else (RFC 6749, section 4.4.2).
      return { clientId: 'accepted', clientSecret: 'accepted', apiKey }
    case 'api_key_refused':
      return { clientId: client, clientSecret: client, apiKey: 'at_fault' }
    case 'access_refused':
      return { clientId: client, clientSecret: client, apiKey: 'maybe_at_fault' }
    default:
      return { clientId: client, clientSecret: client, apiKey }
  }
}
