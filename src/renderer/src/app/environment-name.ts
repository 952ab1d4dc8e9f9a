import type { Connection } from '../../../shared/connection.ts'

/** What people call the environment of a connection: a preset's name, or the host of the API. */
export function environmentName(connection: Pick<Connection, 'environment' | 'apiBaseUrl'>): string {
  if (connection.environment === 'weightron') return 'Weightron.Cloud'
  if (connection.environment === 'demo') return 'Demo cloud'
  return URL.canParse(connection.apiBaseUrl) ? new URL(connection.apiBaseUrl).host : connection.apiBaseUrl
}

/** An interval in the unit it was chosen in: `30 s`, `5 min`. */
export function intervalText(ms: number): string {
  return ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1000} s`
}
