import type { Connection } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import type { Credentials } from '../auth/index.ts'
import type { Secrets } from './secrets.ts'

/** Both secrets, or `invalid_input` that says which is missing and why. Null: the connection is not saved yet. */
export function completeCredentials(secrets: Secrets, connection: Connection | null): Credentials {
  const { clientSecret, apiKey } = secrets
  if (clientSecret !== undefined && apiKey !== undefined) return { clientSecret, apiKey }
  throw new ExplorerError('invalid_input', whatIsMissing(secrets), {
    hint:
      connection?.secretStorage === 'session'
        ? 'Secrets of this connection are kept until the app ends. Enter them again.'
        : 'Edit the connection, enter what is missing and save.',
  })
}

function whatIsMissing({ clientSecret, apiKey }: Secrets): string {
  if (clientSecret !== undefined) return 'This connection has no API Key.'
  return apiKey === undefined
    ? 'This connection has no Client Secret and no API Key.'
    : 'This connection has no Client Secret.'
}
