import { randomUUID } from 'node:crypto'
import { type Connection, emptyConnectionFields } from '../../../shared/connection.ts'
import { createGrants, createTokens, type Tokens } from '../../auth/index.ts'
import { createHttp } from '../../http/index.ts'
import { createApiClient } from '../client.ts'
import type { ApiClient } from '../types.ts'

/** What a test needs to know of a client of the demo cloud. */
interface Client {
  readonly name: string
  readonly clientId: string
  readonly clientSecret: string
  readonly apiKey: string
}

/** What a test needs to know of a running demo cloud. */
export interface Cloud {
  readonly tokenUrl: string
  readonly apiBaseUrl: string
  readonly clients: readonly Client[]
}

/** The real parts around the client of the API, pointed at a demo cloud. */
export interface Bench {
  readonly client: ApiClient
  readonly tokens: Tokens
  /** A connection with the credentials of the demo client of that name. */
  connect(name: string, fields?: Partial<Connection>): Connection
  clientNamed(name: string): Client
  close(): Promise<void>
}

export function createBench(cloud: Cloud): Bench {
  const http = createHttp()
  const clients = new Map<string, Client>()
  const readCredentials = async (connectionId: string): Promise<Client> => {
    const client = clients.get(connectionId)
    if (client === undefined) throw new Error('No such connection')
    return client
  }
  const clock = {
    now: Date.now,
    setTimeout: (wake: () => void, ms: number) => setTimeout(wake, ms),
    clearTimeout: (handle: unknown) => clearTimeout(handle as NodeJS.Timeout),
  }
  const tokens = createTokens({ grants: createGrants({ http, now: clock.now }), readCredentials, clock })
  const clientNamed = (name: string): Client => {
    const client = cloud.clients.find(candidate => candidate.name === name)
    if (client === undefined) throw new Error(`The demo cloud has no client named ${name}`)
    return client
  }

  return {
    tokens,
    client: createApiClient({ http, tokens, readCredentials, now: clock.now }),
    clientNamed,
    connect(name, fields = {}) {
      const client = clientNamed(name)
      const id = randomUUID()
      clients.set(id, client)
      const { tokenUrl, apiBaseUrl } = cloud
      return { ...aConnection, id, clientId: client.clientId, tokenUrl, apiBaseUrl, ...fields }
    },
    async close() {
      tokens.dispose()
      await http.close()
    },
  }
}

/** A connection as it is saved, for tests that need no server. */
export const aConnection: Connection = {
  ...emptyConnectionFields,
  id: '7d9f2c1e-3a4b-4c5d-8e6f-0a1b2c3d4e5f',
  name: 'A connection',
  clientId: 'a-client',
  secretStorage: 'session',
  hasSecret: { clientSecret: true, apiKey: true },
  renewAutomatically: false,
  ephemeral: false,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
}
