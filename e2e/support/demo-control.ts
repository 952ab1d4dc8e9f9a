import type { FaultRequest } from '../../demo-cloud/control/faults.ts'
import type { DemoClient, DemoCloudDescription } from '../../demo-cloud/description.ts'

/** What the demo cloud counted of one client since the start or the last `forgetRequests`. */
export interface ClientCount {
  readonly tokenRequests: number
  readonly apiCalls: number
}

/** The switches of a running demo cloud. */
export interface DemoControl {
  addFault(fault: FaultRequest): Promise<void>
  clearFaults(): Promise<void>
  /** Makes the cloud forget a client's tokens, as when they are revoked there. */
  revoke(client: string): Promise<void>
  countOf(client: DemoClient): Promise<ClientCount>
}

/** Switches of the demo cloud for a test; see its README for what they do. */
export function demoControl(cloud: Pick<DemoCloudDescription, 'controlUrl'>): DemoControl {
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${cloud.controlUrl}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path} of the demo cloud: ${answer.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
  return {
    addFault: async fault => void (await ask('POST', '/faults', fault)),
    clearFaults: async () => void (await ask('DELETE', '/faults')),
    revoke: async client => void (await ask('POST', '/revoke', { client })),
    countOf: async client => {
      const { clients } = (await ask('GET', '/requests')) as { clients: Record<string, ClientCount> }
      return clients[client.clientId] ?? { tokenRequests: 0, apiCalls: 0 }
    },
  }
}
