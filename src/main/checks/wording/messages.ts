import { momentText } from '../dates.ts'
import { applicationsText, type CheckFacts, failingHost, failingServer, type Words } from './facts.ts'

function notableApplications(facts: CheckFacts): string {
  return facts.applications
    .filter(application => application.state !== 'works')
    .slice(0, 5)
    .map(application => `“${application.name}” (${application.id}): ${application.note}`)
    .join(' ')
}

/** The call that failed and how it was answered, with the number under which the server knows it. */
function failedCall(facts: CheckFacts): readonly string[] {
  const { failure } = facts
  if (failure === null) return []
  const host = failingHost(facts)
  const server = failingServer(facts)
  const requestId = failure.requestId === null ? [] : [`Request ID ${failure.requestId}.`]
  if (failure.status === null) {
    return [failure.message.includes(host) ? failure.message : `${server} at ${host}: ${failure.message}`]
  }
  const oauthError = failure.oauthError === null ? '' : ` (${failure.oauthError})`
  const answered = `${server} answered ${failure.status}${oauthError} to ${failure.call}.`
  const unreadable = facts.verdict === 'malformed_answer' ? [failure.message] : []
  const wait = failure.retryAfter === null ? [] : [`Retry-After: ${failure.retryAfter}.`]
  return [answered, ...unreadable, ...wait, ...requestId]
}

/** What the steps that passed have shown. */
function passedSteps(facts: CheckFacts): readonly string[] {
  const count = facts.applications.length
  return [
    ...(facts.passed.has('token') ? ['The token server issued a token.'] : []),
    ...(facts.passed.has('access')
      ? [`The API answered GET /access with ${count === 0 ? 'no applications' : applicationsText(count)}.`]
      : []),
  ]
}

/** What was seen, in sentences that need no picture beside them. */
function evidence(facts: CheckFacts): readonly string[] {
  if (facts.verdict === 'keychain_unavailable') return []
  // Refused applications are told one by one, where a failure of the step is told as the call that failed.
  return facts.failure === null || facts.verdict === 'application_refused'
    ? [notableApplications(facts), ...failedCall(facts)]
    : failedCall(facts)
}

function paragraph(...sentences: readonly string[]): string {
  return sentences.filter(sentence => sentence !== '').join(' ')
}

/** The messages to send: what was checked, when, what was seen, what is asked. They hold no secret. */
export function messagesOf(
  facts: CheckFacts,
  words: Words,
): { readonly forReseller: string; readonly forCustomer: string } {
  const when = momentText(facts.at)
  return {
    forReseller: paragraph(
      `Access check of client ${facts.clientId} on ${when}: ${words.headline}.`,
      ...(facts.verdict === 'keychain_unavailable' ? [words.meaning] : passedSteps(facts)),
      ...evidence(facts),
      words.askReseller,
    ),
    forCustomer: paragraph(
      `We checked the access of your client ${facts.clientId} on ${when}: ${words.headline}.`,
      words.meaning,
      ...evidence(facts).filter(sentence => !words.meaning.includes(sentence)),
      words.askCustomer,
    ),
  }
}
