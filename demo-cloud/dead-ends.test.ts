import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { holdRefusingPort, startHangingHost } from './dead-ends.ts'

describe('the port that is down', () => {
  it('refuses connections and cannot be taken by anybody else', async () => {
    const host = await holdRefusingPort()
    try {
      await expect(fetch(host.origin)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
      const intruder = createServer().listen(Number(new URL(host.origin).port), '127.0.0.1')
      const [error] = await once(intruder, 'error')
      expect(error).toMatchObject({ code: 'EADDRINUSE' })
    } finally {
      await host.close()
    }
  })
})

describe('the host that hangs', () => {
  it('takes a request, never answers, and ends it when closed', async () => {
    const host = await startHangingHost()
    const request = fetch(host.origin)
    const outcome = expect(request).rejects.toThrow()
    await expect(fetch(host.origin, { signal: AbortSignal.timeout(200) })).rejects.toMatchObject({
      name: 'TimeoutError',
    })
    await host.close()
    await outcome
  })
})
