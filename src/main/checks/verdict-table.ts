import type { CheckedApplication, CheckStep, Verdict } from '../../shared/check.ts'
import type { ErrorCode } from '../../shared/errors.ts'

type Row = Readonly<Record<CheckStep, Verdict>>

function row(token_server: Verdict, token: Verdict, access: Verdict, applications: Verdict): Row {
  return { token_server, token, access, applications }
}

function always(verdict: Verdict): Row {
  return row(verdict, verdict, verdict, verdict)
}

/** Something answered, but not as a token server or the API would. */
const odd = 'malformed_answer'

/**
 * The one table from what went wrong, and in which step, to the verdict.
 *
 * Columns: token_server, token, access, applications. Any HTTP answer passes the first step, so there the rows of
 * refusals are never read. In the last step a refusal of a single application is not an error but a state of that
 * application (see `worstApplication`); what is left are failures that keep an application from being judged.
 */
export const verdictTable: Readonly<Record<ErrorCode, Row>> = {
  network_unreachable: row(
    'token_server_unreachable',
    'token_server_unreachable',
    'api_unreachable',
    'api_unreachable',
  ),
  tls: always('tls_failed'),
  timeout: always('timed_out'),
  // The person's own cancelling ends a check without a verdict; any other comes from a time limit.
  cancelled: always('timed_out'),
  rate_limited: always('rate_limited'),
  server_error: always('server_error'),
  malformed_response: always(odd),

  invalid_client: always('client_refused'),
  invalid_scope: always('scope_refused'),
  // The API key is not sent to the token server: a refusal there can only be about the client.
  api_key_refused: row(odd, 'client_refused', 'api_key_refused', 'application_refused'),
  access_refused: row(odd, 'client_refused', 'access_refused', 'application_refused'),
  forbidden: row(odd, 'client_refused', 'access_refused', 'application_refused'),
  // A token that was issued a moment ago: the answer does not tell what it really means.
  token_expired: row(odd, odd, 'access_refused', 'application_refused'),
  // RFC 6749 section 5.2 answers 400 to a client that may not do what it asked for.
  request_refused: row(odd, 'client_refused', odd, 'application_refused'),
  // The address of the token endpoint or of the API is wrong.
  not_found: row(odd, odd, odd, 'application_refused'),
  conflict: row(odd, odd, odd, 'application_refused'),
  // What was stored cannot be sent: a key with a line break, an address that is none.
  invalid_input: row('token_server_unreachable', 'client_refused', 'api_key_refused', 'application_refused'),
  // The call could not be made; our own mistakes are thrown and never come here.
  internal: row('token_server_unreachable', 'token_server_unreachable', 'api_unreachable', 'api_unreachable'),

  keychain_unavailable: always('keychain_unavailable'),
  keychain_locked: always('keychain_unavailable'),
}

/** Whether a failed call on one application means that the application is refused, rather than not to be judged. */
export function refusesApplication(code: ErrorCode): boolean {
  return verdictTable[code].applications === 'application_refused'
}

/** The verdict when no step failed: that of the worst application. */
export function worstApplication(applications: readonly CheckedApplication[]): Verdict {
  if (applications.length === 0) return 'no_applications'
  const states = new Set(applications.map(application => application.state))
  if (states.has('refused')) return 'application_refused'
  if (states.has('expired')) return 'expired'
  if (states.has('expiring')) return 'expiring'
  return 'works'
}

/** Verdict and failing step of a check: the first step that failed decides, then the worst application. */
export function decide(
  failure: { readonly step: CheckStep | null; readonly code: ErrorCode } | null,
  applications: readonly CheckedApplication[],
): { readonly verdict: Verdict; readonly failingStep: CheckStep | null } {
  if (failure !== null) {
    // Only the keychain can fail before the first step.
    if (failure.step === null) return { verdict: 'keychain_unavailable', failingStep: null }
    return { verdict: verdictTable[failure.code][failure.step], failingStep: failure.step }
  }
  const verdict = worstApplication(applications)
  const isUsable = verdict === 'works' || verdict === 'expiring'
  return { verdict, failingStep: isUsable ? null : 'applications' }
}
