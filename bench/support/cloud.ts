import { join } from 'node:path'
import type { DemoClient, DemoCloudDescription } from '../../demo-cloud/description.ts'
import { startServer } from './child.ts'

/** A demo cloud in a process of its own, so that serving costs the measured program nothing but the machine. */
export interface Cloud extends DemoCloudDescription {
  readonly client: (name: string) => DemoClient
  /** Requests that arrived since the last call of this: at the token server, and at the API. */
  readonly counts: () => Promise<Counts>
  readonly close: () => Promise<void>
}

export interface Counts {
  readonly token: number
  readonly api: number
}

const main = join(import.meta.dirname, '..', '..', 'demo-cloud', 'main.ts')

/** Starts a demo cloud; the flags are those of `npm run demo-cloud`. */
export async function startCloud(...flags: readonly string[]): Promise<Cloud> {
  const server = await startServer([main, '--port', '0', '--json', ...flags])
  const description = JSON.parse(server.line) as DemoCloudDescription
  return {
    ...description,
    client(name) {
      const found = description.clients.find(client => client.name === name)
      if (found === undefined) throw new Error(`The demo cloud has no client named ${name}.`)
      return found
    },
    async counts() {
      const clients = await takeCounts(description)
      const sum = (key: 'tokenRequests' | 'apiCalls') =>
        Object.values(clients).reduce((total, counts) => total + counts[key], 0)
      return { token: sum('tokenRequests'), api: sum('apiCalls') }
    },
    close: server.close,
  }
}

async function takeCounts({ controlUrl }: DemoCloudDescription) {
  const answer = await fetch(`${controlUrl}/requests`)
  const { clients } = (await answer.json()) as {
    clients: Record<string, { tokenRequests: number; apiCalls: number }>
  }
  await fetch(`${controlUrl}/requests`, { method: 'DELETE' })
  return clients
}
