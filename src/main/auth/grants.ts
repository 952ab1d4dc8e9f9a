import * as oauth from 'openid-client'
import { ExplorerError } from '../../shared/errors.ts'
import { isLoopback, urlProblem } from '../../shared/urls.ts'
import { createSecretScrubber, type Http } from '../http/index.ts'
import { type Courier, createCourier } from './courier.ts'
import { createDiscovery } from './discovery.ts'
import { refusalOf } from './grant-errors.ts'
import { lifetimeOf, usableToken } from './token-answer.ts'
import type { AccessToken, ExchangeObserver, Grants, TokenTarget } from './types.ts'

interface GrantsParts {
  readonly http: Http
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

interface GrantOptions {
  readonly signal?: AbortSignal | undefined
  readonly observe?: ExchangeObserver | undefined
}

/** Makes the two grants over openid-client. Every failure is an `ExplorerError` without a secret in it. */
export function createGrants({ http, now }: GrantsParts): Grants {
  const discover = createDiscovery(now)

  const ask = async (
    target: TokenTarget,
    secrets: { readonly clientSecret: string; readonly refreshToken: string | null },
    options: GrantOptions,
  ): Promise<AccessToken> => {
    const { clientSecret, refreshToken } = secrets
    refuseIncomplete(target, clientSecret)
    const courier = createCourier(http, { timeLimitSeconds: target.timeLimitSeconds, ...options })
    const server =
      target.tokenUrl === ''
        ? await discover(target.issuer, target.clientId, courier)
        : { issuer: new URL(target.tokenUrl).origin, token_endpoint: target.tokenUrl }
    const endpoint = new URL(server.token_endpoint ?? target.tokenUrl)
    const configuration = configure(server, endpoint, target, clientSecret, courier)
    const scope: Record<string, string> = target.scope === '' ? {} : { scope: target.scope }

    // The server counts from when it answered; counting from before we asked errs on the safe side.
    const obtainedAt = now()
    let answer: oauth.TokenEndpointResponse
    try {
      answer = await (refreshToken === null
        ? oauth.clientCredentialsGrant(configuration, scope)
        : oauth.refreshTokenGrant(configuration, refreshToken))
    } catch {
      // Read from the answer itself: what the library throws carries the answer, and with it maybe secrets.
      throw whyRefused(courier, endpoint, [clientSecret, refreshToken ?? ''])
    }

    const lifetimeSeconds = lifetimeOf(answer.expires_in)
    return {
      value: usableToken(answer.access_token, endpoint.host),
      type: answer.token_type.toLowerCase() === 'bearer' ? 'Bearer' : answer.token_type,
      obtainedAt,
      expiresAt: obtainedAt + lifetimeSeconds * 1000,
      lifetimeSeconds,
      scope: answer.scope ?? null,
      // Without a new one the old one stays good (RFC 6749 section 6).
      refreshToken: answer.refresh_token ?? refreshToken,
      grant: refreshToken === null ? 'client_credentials' : 'refresh_token',
    }
  }

  return {
    clientCredentials: (target, clientSecret, options = {}) =>
      ask(target, { clientSecret, refreshToken: null }, options),
    refresh: (target, clientSecret, refreshToken, options = {}) =>
      ask(target, { clientSecret, refreshToken }, options),
  }
}

function configure(
  server: oauth.ServerMetadata,
  endpoint: URL,
  target: TokenTarget,
  clientSecret: string,
  courier: Courier,
): oauth.Configuration {
  const authentication =
    target.clientAuthentication === 'basic'
      ? oauth.ClientSecretBasic(clientSecret)
      : oauth.ClientSecretPost(clientSecret)
  const configuration = new oauth.Configuration(server, target.clientId, undefined, authentication)
  configuration[oauth.customFetch] = courier.fetch
  // Our own sender has the limit; the library would set a timer of its own beside it.
  configuration.timeout = 0
  if (isLoopback(endpoint)) oauth.allowInsecureRequests(configuration)
  return configuration
}

/** Throws `invalid_input` for what the library would take for a mistake in our code. */
function refuseIncomplete(target: TokenTarget, clientSecret: string): void {
  const address = target.tokenUrl === '' ? target.issuer : target.tokenUrl
  const problem = urlProblem(address)
  if (problem !== null)
    throw new ExplorerError('invalid_input', 'The token URL cannot be used.', { hint: problem })
  if (target.clientId === '' || clientSecret === '') {
    throw new ExplorerError('invalid_input', 'Client ID or Client Secret is missing.', {
      hint: 'Enter both.',
    })
  }
}

function whyRefused(courier: Courier, url: URL, secrets: readonly string[]): ExplorerError {
  const { answer, failure } = courier.last()
  if (failure instanceof ExplorerError) return failure
  if (answer === undefined) return new ExplorerError('internal', 'The token request could not be made.')
  const scrubber = createSecretScrubber()
  for (const secret of secrets) scrubber.know(secret)
  return refusalOf(answer, url, text => scrubber.scrub(text))
}
