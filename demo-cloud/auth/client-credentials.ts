import Provider, { errors, type TokenEndpointGrantContext } from 'oidc-provider'

/** What the documentation allows a client credentials request to ask for (fact sheet, section 2, scopes). */
const ALLOWED_SCOPES: ReadonlySet<string> = new Set(['openid', 'offline_access'])

/**
 * The client credentials grant (RFC 6749 section 4.4) as Weightron.Cloud describes it. Two things differ from
 * the stock grant of oidc-provider: with `offline_access` a refresh token comes along, and a scope that is not
 * known is refused instead of being dropped.
 */
export function addClientCredentials(provider: Provider): void {
  provider.registerGrantType('client_credentials', ctx => answerClientCredentials(provider, ctx), ['scope'])
}

async function answerClientCredentials(
  provider: Provider,
  ctx: TokenEndpointGrantContext<{ scope?: string | undefined }>,
): Promise<void> {
  const { client, params } = ctx.oidc
  const scopes = (params.scope ?? '').split(' ').filter(scope => scope !== '')
  const unknown = scopes.filter(scope => !ALLOWED_SCOPES.has(scope))
  if (unknown.length > 0) throw new errors.InvalidScope('requested scope is not allowed', unknown.join(' '))

  const scope = scopes.length === 0 ? {} : { scope: scopes.join(' ') }
  const token = new provider.ClientCredentials({ client, ...scope })
  ctx.oidc.entity('ClientCredentials', token)
  const accessToken = await token.save()
  const refreshToken = scopes.includes('offline_access')
    ? await issueRefreshToken(provider, ctx, scopes)
    : undefined
  ctx.body = {
    access_token: accessToken,
    expires_in: token.expiration,
    token_type: token.tokenType,
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    ...scope,
  }
}

/** The client stands in for the account: there is no person behind this grant. */
async function issueRefreshToken(
  provider: Provider,
  ctx: TokenEndpointGrantContext,
  scopes: readonly string[],
): Promise<string> {
  const { client } = ctx.oidc
  const accountId = client.clientId
  const granted = ['openid', ...scopes.filter(scope => scope !== 'openid')].join(' ')
  const grant = new provider.Grant({ clientId: client.clientId, accountId })
  grant.addOIDCScope(granted)
  const grantId = await grant.save()
  const token = new provider.RefreshToken({
    client,
    accountId,
    grantId,
    scope: granted,
    gty: 'client_credentials',
    expiresWithSession: false,
  })
  return token.save()
}
