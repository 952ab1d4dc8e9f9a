import type { Connection } from '../../shared/connection.ts'
import { type PlainColumn, plainColumns } from '../../shared/desk.ts'
import { csvHeader, csvRows, utf8Mark } from '../api/index.ts'

const columns = plainColumns.map(name => [name])

/** Connections as the CSV that an import reads, without their secrets. Formulas are escaped. */
export function csvList(connections: readonly Connection[]): string {
  const rows = connections.map(cellsOf)
  return utf8Mark + csvHeader(columns) + csvRows(rows, columns)
}

/** Connections as the JSON that an import reads, without their secrets. */
export function jsonList(connections: readonly Connection[]): string {
  const entries = connections.map(connection => ({ ...cellsOf(connection), tags: connection.tags }))
  return `${JSON.stringify(entries, null, 2)}\n`
}

function cellsOf(connection: Connection): Readonly<Record<PlainColumn, string>> {
  return {
    name: connection.name,
    customer: connection.customer,
    client_id: connection.clientId,
    token_url: connection.tokenUrl,
    api_base_url: connection.apiBaseUrl,
    scope: connection.scope,
    client_auth: connection.clientAuthentication,
    tags: connection.tags.join(', '),
  }
}
