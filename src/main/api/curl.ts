import type { Connection } from '../../shared/connection.ts'
import { type ApiRequest, apiUrl } from '../api-request/index.ts'
import { looksSecret } from './secret-like-names.ts'

/** A word of a shell command: literal text, or text with one of our variables in it. */
type Option = readonly [flag: string, quotedWord: string]

/** A curl command for an API call, with variables of the shell where token and key belong. */
export function apiCurl(connection: Connection, request: ApiRequest): string {
  const options: Option[] = []
  if (request.method !== 'GET') options.push(['--request', request.method])
  options.push(['--header', '"Authorization: Bearer $WEIGHTRON_TOKEN"'])
  options.push(['--header', '"x-api-key: $WEIGHTRON_API_KEY"'])
  options.push(['--header', quote('Accept: application/json')])
  for (const { name, value } of connection.extraHeaders) options.push(['--header', extraHeader(name, value)])
  if (request.body !== undefined) {
    options.push(['--header', quote('Content-Type: application/json')])
    options.push(['--data-raw', quote(JSON.stringify(request.body))])
  }
  return command(quote(apiUrl(connection.apiBaseUrl, request.segments, request.query)), options)
}

/**
 * A curl command for the token request, as the connection authenticates. Where the token URL comes from discovery
 * it is a variable too. Basic wants both parts form-encoded (RFC 6749 section 2.3.1), which a shell cannot do for
 * the secret: a comment says so.
 */
export function tokenCurl(connection: Connection): string {
  const { clientId, scope, tokenUrl, clientAuthentication } = connection
  const options: Option[] = [['--header', quote('Accept: application/json')]]
  const field = (name: string, value: string): number =>
    options.push(['--data-urlencode', quote(`${name}=${value}`)])
  if (clientAuthentication === 'basic') {
    options.push(['--user', `${quote(`${formEncoded(clientId)}:`)}"$WEIGHTRON_CLIENT_SECRET"`])
  }
  field('grant_type', 'client_credentials')
  if (clientAuthentication === 'body') {
    field('client_id', clientId)
    options.push(['--data-urlencode', '"client_secret=$WEIGHTRON_CLIENT_SECRET"'])
  }
  if (scope !== '') field('scope', scope)
  const url = tokenUrl === '' ? '"$WEIGHTRON_TOKEN_URL"' : quote(tokenUrl)
  const note = '# WEIGHTRON_CLIENT_SECRET: percent-encode characters other than letters, digits and - . _\n'
  return (clientAuthentication === 'basic' ? note : '') + command(url, options)
}

/** `--globoff`: brackets and braces in an address are themselves, not a list of addresses. */
function command(quotedUrl: string, options: readonly Option[]): string {
  const lines = options.map(([flag, word]) => `  ${flag} ${word}`)
  return [`curl --globoff ${quotedUrl}`, ...lines].join(' \\\n')
}

/** An empty header is written with a semicolon; a value that is probably secret becomes a variable. */
function extraHeader(name: string, value: string): string {
  if (value === '') return quote(`${name};`)
  if (!looksSecret(name)) return quote(`${name}: ${value}`)
  return `${quote(`${name}: `)}"$${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}"`
}

/** POSIX shell: everything in single quotes is literal, but for a single quote. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** `application/x-www-form-urlencoded`, as the two halves of Basic want it. */
function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}
