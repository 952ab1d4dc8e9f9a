import type { ErrorCode } from '../../../../shared/errors.ts'

/** What a kind of error means for the person looking at it: the layer between what happened and what to do. */
export const errorMeaning: Readonly<Record<ErrorCode, string>> = {
  invalid_client: 'The token server does not know this Client ID and Client Secret as a pair.',
  invalid_scope: 'The client may not ask for this scope, so it got no token.',
  api_key_refused: 'The token was accepted, the API Key was not.',
  access_refused: 'The token is fresh. Either the API Key or the role of the client does not open this.',
  rate_limited: 'The server wants fewer calls for a while. Nothing is wrong with the credentials.',
  server_error: 'The fault is on the server’s side. Nothing here needs to be changed.',
  token_expired: 'The token ended before the call was answered.',
  forbidden: 'The credentials work, but their role does not open this.',
  not_found: 'It was removed, renamed, or these credentials cannot see it.',
  conflict: 'Somebody else changed it since it was read.',
  request_refused: 'The server did not understand what was asked.',
  network_unreachable: 'No answer came back, so nothing is known about the credentials.',
  tls: 'The connection could not be trusted, so nothing was sent over it.',
  timeout: 'The server was reached but did not answer within the time limit.',
  malformed_response: 'Something answered, but not in the way the API is documented.',
  keychain_unavailable: 'Without the system keychain the saved secrets cannot be read.',
  keychain_locked: 'The secrets are safe but cannot be read while the keychain is locked.',
  invalid_input: 'Nothing was sent.',
  cancelled: 'The work was stopped before it was done.',
  internal: 'This is a fault of the app, not of the credentials.',
}
