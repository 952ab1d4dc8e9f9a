import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'playwright/test'
import { addConnection, launchExplorer } from './support/explorer.ts'

/** Milliseconds in which an idle app is watched: the start with all that it does of its own accord, and a while. */
const watchedMs = 5000

/**
 * A proxy for all that is not on this machine: notes which host is asked for, and refuses. Nothing leaves the machine.
 */
async function startProxy() {
  const asked: string[] = []
  const server = createServer(socket => {
    socket.on('error', () => socket.destroy())
    socket.once('data', bytes => {
      asked.push(bytes.toString('latin1').split(' ', 2)[1] ?? '')
      socket.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const names = ['http_proxy', 'https_proxy', 'all_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']
  const env = Object.fromEntries([...names.map(name => [name, url]), ['no_proxy', ''], ['NO_PROXY', '']])
  return { asked, env, close: () => server.close() }
}

test('an idle app calls nobody, and one with a connection open only its hosts', async () => {
  const proxy = await startProxy()
  const { page, close } = await launchExplorer({ env: proxy.env })
  try {
    // That nothing happens can only be seen by waiting.
    await page.waitForTimeout(watchedMs)
    expect(proxy.asked).toEqual([])

    await addConnection(page, {
      name: 'North yard',
      tokenUrl: 'https://auth.example.com/token',
      apiBaseUrl: 'https://api.example.com',
      clientId: 'north-yard',
      clientSecret: 'a secret of nobody',
      apiKey: 'a key of nobody',
    })
    await expect.poll(() => proxy.asked).toContain('auth.example.com:443')
    await page.waitForTimeout(watchedMs)
    expect(new Set(proxy.asked)).toEqual(new Set(['auth.example.com:443']))
  } finally {
    await close()
    proxy.close()
  }
})
