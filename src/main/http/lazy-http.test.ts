import { describe, expect, it, onTestFinished } from 'vitest'
import { createHttp } from './lazy-http.ts'
import { serve } from './test-server.ts'
import type { HttpRequest } from './types.ts'

const get = (url: string): HttpRequest => ({
  method: 'GET',
  url,
  headers: {},
  timeLimitMs: 20_000,
  maxBytes: 1000,
  redirects: 'refuse',
})

describe('the sender that is read with the first request', () => {
  it('answers requests that are made before it is there, and counts each of them', async () => {
    let activity = 0
    const url = await serve((_request, response) => response.end('here'))
    const http = createHttp({ environment: {}, onActivity: change => (activity += Math.max(change, 0)) })
    onTestFinished(() => http.close())
    const early = await Promise.all([http(get(url)), http(get(url))])
    const later = await http(get(url))
    expect([...early, later].map(({ body }) => Buffer.from(body).toString())).toEqual([
      'here',
      'here',
      'here',
    ])
    expect(activity).toBe(3)
  })

  it('drops requests under way when it is closed', async () => {
    let arrived = (): void => {}
    const asked = new Promise<void>(resolve => {
      arrived = resolve
    })
    const url = await serve(() => arrived())
    const http = createHttp({ environment: {} })
    const answer = http(get(url)).catch((error: unknown) => error)
    await asked
    await http.close()
    expect(await answer).toMatchObject({ code: 'cancelled' })
  })

  it('closes without having sent anything', async () => {
    await expect(createHttp({ environment: {} }).close()).resolves.toBeUndefined()
  })
})
