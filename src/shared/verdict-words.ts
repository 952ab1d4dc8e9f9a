import type { CheckStep, Verdict, VerdictTone } from './check.ts'

/** The word beside the shape of a tone. */
export const toneWords: Readonly<Record<VerdictTone, string>> = {
  works: 'Works',
  expiring: 'Expires soon',
  broken: 'Does not work',
  unknown: 'Not checked',
  checking: 'Checking',
}

/** The steps of an access check. */
export const stepNames: Readonly<Record<CheckStep, string>> = {
  token_server: 'Reach the token host',
  token: 'Get a token',
  access: 'Call /access',
  applications: 'Read the applications',
}

/** A verdict in two or three words, for lists. The access check itself says it in a sentence. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  works: 'Works',
  expiring: 'Expires soon',
  expired: 'Expired',
  no_applications: 'No applications',
  application_refused: 'Application refused',
  client_refused: 'Client refused',
  scope_refused: 'Scope refused',
  api_key_refused: 'API key refused',
  access_refused: 'Access refused',
  rate_limited: 'Too many calls',
  server_error: 'Server error',
  token_server_unreachable: 'Token server not reached',
  api_unreachable: 'API not reached',
  tls_failed: 'Certificate not trusted',
  timed_out: 'Timed out',
  malformed_answer: 'Unreadable answer',
  keychain_unavailable: 'Keychain not available',
}
