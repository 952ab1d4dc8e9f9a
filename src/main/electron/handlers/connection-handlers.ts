import { randomUUID } from 'node:crypto'
import { emptyConnectionFields } from '../../../shared/connection.ts'
import type { Tokens } from '../../auth/index.ts'
import type { Connections, Drafts, EphemeralConnection, Keychain } from '../../connections/index.ts'
import { type DemoCloud, type DemoDescription, endpointsOf } from '../../demo/index.ts'
import type { CallHandlers } from '../call-registry.ts'

interface ConnectionParts {
  readonly connections: Connections
  readonly drafts: Drafts
  readonly keychain: Keychain
  readonly tokens: Tokens
  readonly demoCloud: DemoCloud
}

type ConnectionCalls = Pick<
  CallHandlers,
  Extract<
    keyof CallHandlers,
    `connections.${string}` | `drafts.${string}` | `demo.${string}` | 'keychain.state'
  >
>

/** Calls about saved connections, forms, the keychain, and the connections of the demo cloud. */
export function connectionHandlers(parts: ConnectionParts): ConnectionCalls {
  const { connections, drafts, keychain, tokens, demoCloud } = parts
  let explored: { readonly description: DemoDescription; readonly openId: string } | null = null

  /** Adds the demo cloud's connections once for each time that it starts; answers the id of the first. */
  async function addDemoConnections(): Promise<string> {
    const description = await demoCloud.start()
    // The same object for as long as it runs.
    if (explored?.description === description) return explored.openId
    const entries = demoConnections(description, new Date().toISOString())
    connections.setEphemeral(entries)
    explored = { description, openId: entries[0]?.connection.id ?? '' }
    return explored.openId
  }

  return {
    'keychain.state': (_input, { signal }) => keychain.state(signal),
    'connections.list': () => connections.list(),
    'connections.save': async input => {
      const connection = await connections.save(input)
      tokens.forget(connection)
      return connection
    },
    'connections.duplicate': ({ connectionId }) => connections.duplicate(connectionId),
    'connections.remove': async ({ connectionId }) => {
      // From the list, since `get` starts the demo cloud for a connection that leads there.
      const listed = (await connections.list()).connections.find(({ id }) => id === connectionId)
      const removed = await connections.remove(connectionId)
      tokens.close(connectionId)
      if (listed !== undefined) tokens.forget(listed)
      return removed
    },
    'connections.undoRemove': ({ undoId }) => connections.undoRemove(undoId),
    'connections.open': async ({ connectionId }) => {
      tokens.open(await connections.get(connectionId))
      return null
    },
    'connections.close': ({ connectionId }) => {
      tokens.close(connectionId)
      return null
    },
    'drafts.open': () => drafts.open(),
    'drafts.setSecret': ({ draftId, secret, value }) => drafts.setSecret(draftId, secret, value),
    'drafts.fillFromClipboard': ({ draftId }) => drafts.fillFromClipboard(draftId),
    'drafts.close': ({ draftId }) => {
      drafts.close(draftId)
      return null
    },
    'demo.endpoints': async () => endpointsOf(await demoCloud.start()),
    'demo.explore': async () => ({ openId: await addDemoConnections() }),
  }
}

/** The demo cloud's clients as connections of this session, each as its customer would have typed it. */
function demoConnections(description: DemoDescription, at: string): EphemeralConnection[] {
  return description.clients.map(client => ({
    connection: {
      ...emptyConnectionFields,
      ...endpointsOf(description, client),
      id: randomUUID(),
      name: client.name,
      customer: client.customer,
      environment: 'demo',
      clientId: client.clientId,
      scope: client.scope ?? emptyConnectionFields.scope,
      secretStorage: 'session',
      hasSecret: { clientSecret: true, apiKey: true },
      renewAutomatically: true,
      ephemeral: true,
      createdAt: at,
      updatedAt: at,
    },
    secrets: { clientSecret: client.clientSecret, apiKey: client.apiKey },
  }))
}
