/** What stands where a secret was. */
export const removed = '[removed]'

/** Names whose values are secret wherever they occur, without case and punctuation. */
const secretNames = new Set([
  'authorization',
  'proxyauthorization',
  'authenticationinfo',
  'cookie',
  'setcookie',
  'xapikey',
  'apikey',
  'apitoken',
  'apisecret',
  'subscriptionkey',
  'clientsecret',
  'clientassertion',
  'assertion',
  'secret',
  'accesstoken',
  'refreshtoken',
  'idtoken',
  'authtoken',
  'bearertoken',
  'xauthtoken',
  'token',
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'privatekey',
])

/** Whether a header, parameter or member of this name holds a secret. */
export function isSecretName(name: string): boolean {
  return secretNames.has(name.toLowerCase().replace(/[^a-z0-9]/g, ''))
}

/**
 * The same for URLs and forms, where `code` is an authorization code (RFC 6749 section 4.1.3). In JSON it is
 * the number of an error far more often, and evidence.
 */
export function isSecretParameter(name: string): boolean {
  return isSecretName(name) || name.toLowerCase() === 'code'
}
