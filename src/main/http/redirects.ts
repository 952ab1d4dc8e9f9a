import { isLoopback } from '../../shared/urls.ts'
import { redirectRefused } from './failures.ts'
import type { HttpRequest } from './types.ts'

/** A request on its way through redirects. */
export interface Hop {
  readonly url: URL
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: HttpRequest['body']
}

const redirectStatuses = new Set([301, 302, 303, 307, 308])

/**
 * Headers that may go to an origin that nobody entered. A list of what is harmless rather than of what is secret:
 * a connection adds headers of its own, and their names do not say what they hold.
 */
const harmlessHeaders = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'content-type',
  'user-agent',
])

const bodyHeaders = new Set(['content-type', 'content-encoding', 'content-language', 'content-location'])

/** https, or plain http on this machine. */
export function isAllowed(url: URL): boolean {
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))
}

/**
 * The request that follows a redirect, or null where the answer is not one. Methods change as RFC 9110 section
 * 15.4 has it: 303 turns all but HEAD into GET; 301 and 302 turn POST into GET, as every client does; 307 and 308
 * keep all. Throws for an address without encryption, and for one on this machine that a server elsewhere names:
 * it has no business with our local services.
 */
export function nextHop(hop: Hop, status: number, location: string | undefined): Hop | null {
  if (!redirectStatuses.has(status) || location === undefined) return null
  if (!URL.canParse(location, hop.url.href))
    throw redirectRefused(hop.url, 'the address it names cannot be read')
  const url = new URL(location, hop.url)
  url.username = ''
  url.password = ''
  url.hash = ''
  if (!isAllowed(url)) throw redirectRefused(hop.url, 'it leads to an address without encryption')
  if (isLoopback(url) && !isLoopback(hop.url)) throw redirectRefused(hop.url, 'it leads to this machine')

  const becomesGet =
    status === 303 ? hop.method !== 'HEAD' : (status === 301 || status === 302) && hop.method === 'POST'
  const crossesOrigin = url.origin !== hop.url.origin
  const headers = Object.entries(hop.headers).filter(([name]) => {
    const lower = name.toLowerCase()
    return !(crossesOrigin && !harmlessHeaders.has(lower)) && !(becomesGet && bodyHeaders.has(lower))
  })
  return {
    url,
    method: becomesGet ? 'GET' : hop.method,
    headers: Object.fromEntries(headers),
    body: becomesGet ? undefined : hop.body,
  }
}
