import { describe, expect, it } from 'vitest'
import { startDemoCloud } from './server.ts'
import { callAs, documentsPath } from './test-caller.ts'

const DOCUMENTS = 150_000

describe('a body as large as a collection', { timeout: 60_000 }, () => {
  it('is made while it is read: memory stays flat and other calls get their turn', async () => {
    const cloud = await startDemoCloud({ documents: DOCUMENTS })
    try {
      const caller = await callAs(cloud.description, 'works')
      const path = await documentsPath(caller, 'Weighbridge network', 'weighings')
      const response = await caller.fetch(`${path}?l=${DOCUMENTS}`, {
        headers: { 'accept-encoding': 'identity' },
      })
      const before = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed
      let bytes = 0
      let most = 0
      let between: Response | undefined
      for await (const chunk of response.body ?? []) {
        bytes += chunk.length
        const { arrayBuffers, heapUsed } = process.memoryUsage()
        most = Math.max(most, arrayBuffers + heapUsed - before)
        between ??= await caller.fetch('/access')
      }
      expect(bytes).toBeGreaterThan(60_000_000)
      expect(between?.status).toBe(200)
      // Garbage that waits for its collection included; holding the documents would take several times the body.
      expect(most).toBeLessThan(bytes)
    } finally {
      await cloud.close()
    }
  })

  it('lets other calls through while it is searched and sorted', async () => {
    const cloud = await startDemoCloud({ documents: DOCUMENTS })
    try {
      const caller = await callAs(cloud.description, 'works')
      const path = await documentsPath(caller, 'Weighbridge network', 'weighings')
      let done = false
      const sorted = caller.search(`${path}?l=5`, { sort: { netKg: -1 } }).finally(() => {
        done = true
      })
      let answeredMeanwhile = 0
      while (!done) {
        await caller.json('/access')
        if (!done) answeredMeanwhile += 1
      }
      const weights = (await sorted).data.map(({ netKg }: { netKg: number }) => netKg)
      expect(weights).toEqual([...weights].sort((a, b) => b - a))
      expect(answeredMeanwhile).toBeGreaterThan(3)
    } finally {
      await cloud.close()
    }
  })

  it('comes compressed to those who ask', async () => {
    const cloud = await startDemoCloud({ documents: 500 })
    try {
      const caller = await callAs(cloud.description, 'works')
      const path = await documentsPath(caller, 'Weighbridge network', 'weighings')
      const response = await caller.fetch(path, { headers: { 'accept-encoding': 'gzip' } })
      expect(response.headers.get('content-encoding')).toBe('gzip')
      expect(((await response.json()) as { data: readonly unknown[] }).data).toHaveLength(500)
    } finally {
      await cloud.close()
    }
  })
})
