import type { Endpoints } from './connection.ts'

/** The hosts that secrets are sent to. Scheme and port count as part of a host. */
export interface Hosts {
  readonly api: string
  readonly token: readonly string[]
}

/** Null for what is no address yet, such as one that is half typed. */
function originOf(text: string): string | null {
  const origin = URL.canParse(text) ? new URL(text).origin : 'null'
  return origin === 'null' ? null : origin
}

/** The hosts of a connection; null while an address is none. */
export function hostsOf({ tokenUrl, issuer, apiBaseUrl }: Endpoints): Hosts | null {
  const api = originOf(apiBaseUrl)
  const token = [tokenUrl, issuer].filter(url => url.trim() !== '').map(originOf)
  const known = token.filter(origin => origin !== null)
  return api === null || known.length < token.length ? null : { api, token: [...new Set(known)] }
}

/** Whether secrets entered for some hosts may be sent to the wanted ones: the same API, no new token host. */
export function coversHosts(entered: Hosts, wanted: Hosts): boolean {
  return entered.api === wanted.api && wanted.token.every(host => entered.token.includes(host))
}

/** The same for addresses. One that is none is another host. */
export function sameHosts(stored: Endpoints, wanted: Endpoints): boolean {
  const entered = hostsOf(stored)
  const asked = hostsOf(wanted)
  return entered !== null && asked !== null && coversHosts(entered, asked)
}

/** One text for the ways to write an address: case of the host, its usual port, a slash at the end. */
export function addressText(url: string): string {
  return (URL.canParse(url) ? new URL(url).href : url).replace(/\/+$/, '')
}
