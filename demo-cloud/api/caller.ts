import type { IncomingHttpHeaders } from 'node:http'
import type Provider from 'oidc-provider'
import type { Client } from '../data/world.ts'
import { ApiRefusal } from './envelope.ts'

/** Who calls, as far as the token tells. */
export type FindCaller = (headers: IncomingHttpHeaders) => Promise<Client | undefined>

/**
 * Finds the client behind an access token. A token from a refresh is of another kind for oidc-provider than
 * one from client credentials; both open the API.
 */
export function createCallerFinder(provider: Provider, clients: readonly Client[]): FindCaller {
  const byId = new Map(clients.map(client => [client.plan.clientId, client]))
  return async headers => {
    const token = /^bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1]
    if (token === undefined) return undefined
    const known = (await provider.ClientCredentials.find(token)) ?? (await provider.AccessToken.find(token))
    return known?.clientId === undefined ? undefined : byId.get(known.clientId)
  }
}

/** Requires both headers of every call (fact sheet, section 3). Throws an `ApiRefusal`. */
export function requireCaller(caller: Client | undefined, headers: IncomingHttpHeaders): Client {
  if (headers.authorization === undefined) {
    throw new ApiRefusal(401, 'missing_token', 'The Authorization header is missing.')
  }
  if (caller === undefined) {
    throw new ApiRefusal(401, 'invalid_token', 'The access token is unknown, expired or revoked.')
  }
  const key = headers['x-api-key']
  if (key === undefined) throw new ApiRefusal(403, 'missing_api_key', 'The x-api-key header is missing.')
  if (key !== caller.apiKey) throw new ApiRefusal(403, 'invalid_api_key', 'The API key is not valid.')
  return caller
}
