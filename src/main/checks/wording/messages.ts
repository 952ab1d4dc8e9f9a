import { momentText } from '../dates.ts'
import { applicationsText, type CheckFacts, isAboutTokens, type Words } from './facts.ts'

function notableApplications(facts: CheckFacts): string {
  return facts.applications
    .filter(application => application.state !== 'works')
    .slice(0, 5)
    .map(application => `“${application.name}” (${application.id}): ${application.note}`)
    .join(' ')
}

/** What was seen, step by step, in sentences that need no picture beside them. */
function story(facts: CheckFacts): readonly string[] {
  const { failure } = facts
  if (facts.verdict === 'keychain_unavailable') {
    return ['The check could not begin: the secrets could not be read on this computer. Nothing was sent.']
  }
  const token = facts.passed.has('token') ? ['The token server issued a token.'] : []
  const access = facts.passed.has('access')
    ? [`The API answered GET /access with ${applicationsText(facts.applications.length)}.`]
    : []
  const requestId = failure === null || failure.requestId === null ? [] : [`Request ID ${failure.requestId}.`]
  // Refused applications are told one by one, where a failure of the step is told as the call that failed.
  if (failure === null || facts.verdict === 'application_refused') {
    return [...token, ...access, notableApplications(facts), ...requestId]
  }
  const server = isAboutTokens(facts) ? 'The token server' : 'The API'
  const oauthError = failure.oauthError === null ? '' : ` (${failure.oauthError})`
  const seen =
    failure.status === null
      ? [`${server} (${failure.host}) gave no usable answer: ${failure.message}`]
      : [`${server} answered ${failure.status}${oauthError} to ${failure.call}.`]
  const unreadable = facts.verdict === 'malformed_answer' && failure.status !== null ? [failure.message] : []
  const wait = failure.retryAfter === null ? [] : [`Retry-After: ${failure.retryAfter}.`]
  return [...token, ...access, ...seen, ...unreadable, ...wait, ...requestId]
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
  const seen = story(facts)
  const result = `Result: ${words.headline}.`
  return {
    forReseller: paragraph(
      `Access check of client ${facts.clientId} on ${when}.`,
      result,
      ...seen,
      words.askReseller,
    ),
    forCustomer: paragraph(
      `We checked the access of your client ${facts.clientId} on ${when}.`,
      result,
      words.meaning,
      ...seen,
      words.askCustomer,
    ),
  }
}
