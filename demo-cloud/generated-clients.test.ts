import { describe, expect, it } from 'vitest'
import { CLIENT_PLANS } from './clients.ts'
import { generateClients } from './generated-clients.ts'
import { startDemoCloud } from './server.ts'

describe('generated clients', () => {
  it('have names and client IDs of their own and every mix of verdicts in a hundred', () => {
    const plans = generateClients(300)
    expect(new Set(plans.map(({ clientId }) => clientId)).size).toBe(300)
    expect(new Set([...CLIENT_PLANS, ...plans].map(({ name }) => name)).size).toBe(CLIENT_PLANS.length + 300)
    const verdictsOf = (from: number) => new Set(plans.slice(from, from + 100).map(({ verdict }) => verdict))
    expect(verdictsOf(200)).toEqual(verdictsOf(0))
    expect(verdictsOf(0).size).toBeGreaterThan(8)
    expect(plans.filter(({ verdict }) => verdict === 'works')).toHaveLength(216)
  })

  it('are known to the cloud, each with secrets of its own', async () => {
    const cloud = await startDemoCloud({ documents: 10, clients: 60 })
    try {
      const { clients, tokenUrl } = cloud.description
      expect(clients).toHaveLength(CLIENT_PLANS.length + 60)
      expect(new Set(clients.map(({ clientSecret }) => clientSecret)).size).toBe(clients.length)
      const last = clients.findLast(({ verdict }) => verdict === 'works')
      const answer = await fetch(tokenUrl, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: last?.clientId ?? '',
          client_secret: last?.clientSecret ?? '',
          scope: 'openid',
        }),
      })
      expect(answer.status).toBe(200)
    } finally {
      await cloud.close()
    }
  })
})
