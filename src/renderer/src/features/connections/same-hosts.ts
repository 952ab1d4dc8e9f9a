import type { Endpoints } from '../../../../shared/connection.ts'

function originOf(text: string): string | null {
  return URL.canParse(text) ? new URL(text).origin : null
}

/**
 * Whether the secrets stored for one set of addresses may be used with another: the same API, and no host that is
 * new to the client secret. Half-typed addresses count as another host. Main decides in the end; this is for
 * asking in time.
 */
export function sameHosts(stored: Endpoints, typed: Endpoints): boolean {
  const known = [stored.tokenUrl, stored.issuer].filter(url => url !== '').map(originOf)
  const wanted = [typed.tokenUrl, typed.issuer].filter(url => url.trim() !== '').map(originOf)
  return (
    originOf(stored.apiBaseUrl) === originOf(typed.apiBaseUrl) && wanted.every(each => known.includes(each))
  )
}
