import { generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import Provider, { type JWK } from 'oidc-provider'
import { addClientCredentials } from './client-credentials.ts'
import type { TokenStore } from './token-store.ts'

/** A client as the authorization server knows it. */
export interface RegisteredClient {
  readonly clientId: string
  readonly clientSecret: string
}

const REFRESH_TOKEN_SECONDS = 14 * 24 * 3600

/**
 * The authorization server: oidc-provider with everything off that Weightron.Cloud does not document. Every
 * default that would print a notice (keys, adapter, cookies, sign-in pages) is given.
 */
export async function createProvider(
  issuer: string,
  clients: readonly RegisteredClient[],
  tokenLifetimeSeconds: number,
  store: TokenStore,
): Promise<Provider> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const key: JWK = { ...(privateKey.export({ format: 'jwk' }) as JWK), use: 'sig', alg: 'RS256', kid: 'demo' }
  const provider = new Provider(issuer, {
    adapter: store.adapter,
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(24).toString('base64url')] },
    clients: clients.map(client => ({
      client_id: client.clientId,
      client_secret: client.clientSecret,
      grant_types: ['client_credentials', 'refresh_token'],
      redirect_uris: [],
      response_types: [],
      // The library takes body and Basic as one and the same: see the tests of both.
      token_endpoint_auth_method: 'client_secret_basic',
    })),
    scopes: ['openid', 'offline_access'],
    findAccount: async (_ctx, sub) => ({ accountId: sub, claims: async () => ({ sub }) }),
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      introspection: { enabled: true, allowedPolicy: async () => true },
    },
    interactions: { url: () => `${issuer}/no-sign-in-here` },
    ttl: {
      ClientCredentials: tokenLifetimeSeconds,
      AccessToken: tokenLifetimeSeconds,
      IdToken: tokenLifetimeSeconds,
      RefreshToken: REFRESH_TOKEN_SECONDS,
      Grant: REFRESH_TOKEN_SECONDS,
    },
    rotateRefreshToken: true,
    issueRefreshToken: async () => true,
    renderError: async (ctx, out) => {
      ctx.type = 'application/json'
      ctx.body = out
    },
  })
  addClientCredentials(provider)
  return provider
}
