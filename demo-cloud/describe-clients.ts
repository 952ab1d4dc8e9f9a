import type { DeadEnd } from './clients.ts'
import type { Client } from './data/world.ts'
import type { DeadEndHost } from './dead-ends.ts'
import type { DemoClient } from './description.ts'
import { secretFor } from './random.ts'

interface Hosts {
  readonly tokenPath: string
  readonly apiPath: string
  readonly deadEnds: Readonly<Record<DeadEnd, DeadEndHost>>
}

/** The clients as their customers would type them in: with the wrong value where that is their story. */
export function describeClients(
  clients: readonly Client[],
  seed: string,
  hosts: Hosts,
): readonly DemoClient[] {
  return clients.map(({ plan, secret, apiKey }) => {
    const wrong = (label: string): string => secretFor(seed, `mistyped ${label} ${plan.clientId}`, 40)
    return {
      name: plan.name,
      customer: plan.customer,
      clientId: plan.mistyped === 'clientId' ? `${plan.clientId}-old` : plan.clientId,
      clientSecret: plan.mistyped === 'clientSecret' ? wrong('secret') : secret,
      apiKey: plan.mistyped === 'apiKey' ? wrong('key') : apiKey,
      verdict: plan.verdict,
      ...(plan.scope === undefined ? {} : { scope: plan.scope }),
      ...(plan.tokenHost === undefined
        ? {}
        : { tokenUrl: `${hosts.deadEnds[plan.tokenHost].origin}${hosts.tokenPath}` }),
      ...(plan.apiHost === undefined
        ? {}
        : { apiBaseUrl: `${hosts.deadEnds[plan.apiHost].origin}${hosts.apiPath}` }),
    }
  })
}
