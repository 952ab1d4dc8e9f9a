import type { Endpoints } from '../../shared/connection.ts'

const origin = (url: string): string => new URL(url).origin

function tokenOrigins({ tokenUrl, issuer }: Endpoints): readonly string[] {
  return [tokenUrl, issuer].filter(url => url !== '').map(origin)
}

/**
 * Whether secrets stored for one set of addresses may be sent to another: the API is the same host, and no host
 * is new to the client secret. Scheme and port count as part of the host.
 */
export function sameHosts(stored: Endpoints, wanted: Endpoints): boolean {
  const known = tokenOrigins(stored)
  return (
    origin(stored.apiBaseUrl) === origin(wanted.apiBaseUrl) &&
    tokenOrigins(wanted).every(each => known.includes(each))
  )
}
