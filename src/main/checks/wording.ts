import type { CheckReport, Verdict } from '../../shared/check.ts'
import { accessRefused, apiKeyRefused, apiUnreachable } from './wording/api-words.ts'
import { applicationRefused, expired, expiring, noApplications, works } from './wording/application-words.ts'
import type { CheckFacts, Words } from './wording/facts.ts'
import {
  keychainUnavailable,
  malformedAnswer,
  rateLimited,
  serverError,
  timedOut,
  tlsFailed,
} from './wording/failure-words.ts'
import { messagesOf } from './wording/messages.ts'
import { clientRefused, scopeRefused, tokenServerUnreachable } from './wording/token-words.ts'
import { valueStates } from './wording/value-states.ts'

const wordsByVerdict: Readonly<Record<Verdict, (facts: CheckFacts) => Words>> = {
  works,
  expiring,
  expired,
  no_applications: noApplications,
  application_refused: applicationRefused,
  client_refused: clientRefused,
  scope_refused: scopeRefused,
  api_key_refused: apiKeyRefused,
  access_refused: accessRefused,
  rate_limited: rateLimited,
  server_error: serverError,
  token_server_unreachable: tokenServerUnreachable,
  api_unreachable: apiUnreachable,
  tls_failed: tlsFailed,
  timed_out: timedOut,
  malformed_answer: malformedAnswer,
  keychain_unavailable: keychainUnavailable,
}

/** The part of a report that is words for people. */
export type WordedVerdict = Pick<
  CheckReport,
  'headline' | 'meaning' | 'values' | 'causes' | 'advice' | 'messages'
>

/** Puts a verdict into words: what happened, what it means, what to do, and what to send to whom. */
export function wordVerdict(facts: CheckFacts): WordedVerdict {
  const words = wordsByVerdict[facts.verdict](facts)
  return {
    headline: words.headline,
    meaning: words.meaning,
    values: valueStates(facts),
    causes: words.causes,
    advice: words.advice,
    messages: messagesOf(facts, words),
  }
}
