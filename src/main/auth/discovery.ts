import * as oauth from 'openid-client'
import { ExplorerError } from '../../shared/errors.ts'
import { isLoopback, urlProblem } from '../../shared/urls.ts'
import type { Courier } from './courier.ts'

/** A discovery document hardly ever changes; an hour lets a moved token endpoint be found without a restart. */
const KEPT_MS = 3_600_000

interface Found {
  readonly server: oauth.ServerMetadata
  readonly at: number
}

/** Finds the token endpoint of an issuer (OpenID Connect Discovery 1.0 section 4), and keeps it for an hour. */
export type Discover = (issuer: string, clientId: string, courier: Courier) => Promise<oauth.ServerMetadata>

/** Makes a `Discover` with an empty cache. Throws `ExplorerError` alone. */
export function createDiscovery(now: () => number): Discover {
  const cache = new Map<string, Found>()
  return async (issuer, clientId, courier) => {
    const found = cache.get(issuer)
    if (found !== undefined && now() >= found.at && now() - found.at < KEPT_MS) return found.server
    const server = await ask(new URL(issuer), clientId, courier)
    cache.set(issuer, { server, at: now() })
    return server
  }
}

async function ask(issuer: URL, clientId: string, courier: Courier): Promise<oauth.ServerMetadata> {
  const execute = isLoopback(issuer) ? [oauth.allowInsecureRequests] : []
  let server: oauth.ServerMetadata
  try {
    const options = { execute, [oauth.customFetch]: courier.fetch }
    const configuration = await oauth.discovery(issuer, clientId, undefined, undefined, options)
    server = { ...configuration.serverMetadata() }
  } catch {
    // Said again in our words: the library's errors carry the answer.
    const { answer, failure } = courier.last()
    if (failure instanceof ExplorerError) throw failure
    throw notDiscovered(issuer, answer?.status)
  }
  const endpoint = server.token_endpoint
  if (endpoint === undefined || !isUsable(endpoint)) throw notDiscovered(issuer, undefined)
  return server
}

/** Stricter than a typed URL only in nothing: a query is allowed, as RFC 6749 section 3.2 has it. */
function isUsable(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false
  const url = new URL(endpoint)
  url.search = ''
  return urlProblem(url.href) === null
}

function notDiscovered(issuer: URL, status: number | undefined): ExplorerError {
  if (status !== undefined && status >= 500) {
    return new ExplorerError('server_error', `The token server ${issuer.host} failed (${status}).`, {
      hint: 'Try again in a few minutes. If it goes on, tell the operator.',
      retryable: true,
      status,
    })
  }
  return new ExplorerError(
    'malformed_response',
    `No token URL could be found at the issuer ${issuer.host}.`,
    {
      hint: 'Check the issuer, or enter the token URL itself.',
      ...(status === undefined ? {} : { status, detail: `HTTP ${status}` }),
    },
  )
}
