import type { Connection } from '../../../shared/connection.ts'
import type { AccessToken, Grants } from '../../auth/index.ts'
import type { StepContext } from '../types.ts'

/** Asks for a token with the client credentials, past every cache. Throws what the grant throws. */
export function freshToken(
  grants: Grants,
  connection: Connection,
  clientSecret: string,
  step: StepContext,
): Promise<AccessToken> {
  return grants.clientCredentials(
    { ...connection, timeLimitSeconds: Math.max(1, Math.ceil(step.limitMs / 1000)) },
    clientSecret,
    {
      signal: step.signal,
      observe: (request, answer) =>
        step.record(request.method === 'POST' ? 'Token request' : 'Discovery', request, answer),
    },
  )
}
