import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CheckReport } from '../../shared/check.ts'
import { type Connection, emptyConnectionFields } from '../../shared/connection.ts'
import { buildApiRequest } from '../api-request/index.ts'
import { createGrants } from '../auth/index.ts'
import { createHttp } from '../http/index.ts'
import { runAccessCheck } from './access-check.ts'
import type { CheckOrder } from './types.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** How a server of a test answers; what is not given works. A handler that does nothing hangs. */
export interface Script {
  readonly reach?: Handler
  readonly token?: Handler
  readonly access?: Handler
  readonly application?: (id: string) => Handler
}

export const secrets = {
  clientSecret: 'canary secret /+%&"ü 4711',
  apiKey: 'canary-key-0815-aaaa',
  token: 'canary-token-3141-bbbb',
}

/** Answers with JSON. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Handler {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  }
}

/** Answers with an envelope. */
export function envelope(data: unknown): Handler {
  return json(200, { timestamp: '2026-11-23T14:32:00.000Z', data })
}

/** A token server and API on loopback that follow a script. */
export async function startScripted(script: Script) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '')
    if (path === '/token' && request.method === 'HEAD')
      return (script.reach ?? json(404, {}))(request, response)
    const token = json(200, { access_token: secrets.token, token_type: 'Bearer', expires_in: 300 })
    if (path === '/token') return (script.token ?? token)(request, response)
    if (path === '/access')
      return (script.access ?? envelope([{ _id: 'a', name: 'Yard' }]))(request, response)
    const id = path.slice(1)
    return (script.application?.(id) ?? envelope({ _id: id }))(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const http = createHttp()
  const connection: Connection = {
    ...emptyConnectionFields,
    id: '00000000-0000-4000-8000-000000000001',
    name: 'Scripted',
    environment: 'custom',
    tokenUrl: `${origin}/token`,
    apiBaseUrl: origin,
    clientId: 'okafor-yard-dashboard',
    secretStorage: 'session',
    hasSecret: { clientSecret: true, apiKey: true },
    renewAutomatically: false,
    ephemeral: false,
    createdAt: '2026-11-23T00:00:00.000Z',
    updatedAt: '2026-11-23T00:00:00.000Z',
  }
  const check = (
    order: Partial<CheckOrder> = {},
    now = Date.UTC(2026, 10, 23, 14, 32),
    stopwatch = () => performance.now(),
  ): Promise<CheckReport> =>
    runAccessCheck(
      {
        http,
        grants: createGrants({ http, now: Date.now }),
        buildApiRequest,
        now: () => now,
        stopwatch,
        newId: () => 'report',
      },
      { connection, connectionId: connection.id, readCredentials: async () => secrets, ...order },
    )
  const close = async () => {
    await http.close()
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { origin, http, connection, check, close }
}
