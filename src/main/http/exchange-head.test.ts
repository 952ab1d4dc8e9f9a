import { createServer, type Socket } from 'node:net'
import { afterAll, describe, expect, it } from 'vitest'
import { createHttp } from './create-http.ts'
import { listenForTest } from './test-server.ts'
import type { HttpAnswer } from './types.ts'

const http = createHttp({ environment: {} })
afterAll(() => http.close())

function send(method: string, url: string): Promise<HttpAnswer> {
  const limits = { timeLimitMs: 5000, maxBytes: 1000, redirects: 'refuse' } as const
  return http({ method, url, headers: {}, ...limits })
}

/** A server that speaks bytes; gives its URL and the methods that came over each connection. */
async function serveRaw(
  answer: (socket: Socket, method: string, earlier: number) => void,
): Promise<{ readonly url: string; readonly connections: readonly (readonly string[])[] }> {
  const connections: string[][] = []
  const server = createServer(socket => {
    const methods: string[] = []
    connections.push(methods)
    socket.on('data', data => {
      const method = data.toString('latin1').split(' ')[0] ?? ''
      methods.push(method)
      answer(socket, method, methods.length - 1)
    })
  })
  return { url: `http://127.0.0.1:${await listenForTest(server)}/`, connections }
}

const head = 'HTTP/1.1 200 OK\r\nconnection: keep-alive\r\ncontent-length: 9\r\n\r\n'

describe('A HEAD', () => {
  it('goes over a connection that is kept, but not over those of other requests', async () => {
    const { url, connections } = await serveRaw((socket, method) => {
      socket.write(method === 'HEAD' ? head : `${head}some body`)
    })
    for (const method of ['HEAD', 'GET', 'HEAD', 'GET', 'HEAD']) await send(method, url)
    expect(connections).toEqual([
      ['HEAD', 'HEAD', 'HEAD'],
      ['GET', 'GET'],
    ])
  })

  it('is answered by a server that sends a body with each, which must not be there', async () => {
    const { url } = await serveRaw(socket => socket.write(`${head}some body`))
    for (let count = 0; count < 3; count++) expect((await send('HEAD', url)).status).toBe(200)
    expect(Buffer.from((await send('GET', url)).body).toString()).toBe('some body')
  })

  it('is sent once more where the body of the one before came in its answer', async () => {
    const elsewhere = await serveRaw(socket => socket.write(`${head}some body`))
    const { url, connections } = await serveRaw((socket, _method, earlier) => {
      socket.write(earlier === 0 ? head : `some body${head}`)
    })
    await send('HEAD', url)
    // A connection is free again a moment after the answer.
    await send('GET', elsewhere.url)
    expect((await send('HEAD', url)).status).toBe(200)
    expect(connections).toEqual([['HEAD', 'HEAD'], ['HEAD']])
  })

  it('is sent once more where its connection was closed meanwhile, and not a third time', async () => {
    const elsewhere = await serveRaw(socket => socket.write(`${head}some body`))
    const { url, connections } = await serveRaw((socket, _method, earlier) => {
      if (connections.length > 1 || earlier > 0) socket.destroy()
      else socket.write(head)
    })
    await send('HEAD', url)
    await send('GET', elsewhere.url)
    await expect(send('HEAD', url)).rejects.toMatchObject({ code: 'network_unreachable' })
    expect(connections).toEqual([['HEAD', 'HEAD'], ['HEAD']])
  })
})
