import { once } from 'node:events'
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, createServer as createSocketServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** Starts any server on a free port of this machine until the test ends; answers its port. */
export async function listenForTest(server: Server | ReturnType<typeof createSocketServer>): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    // Tests break connections on purpose.
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  return (server.address() as AddressInfo).port
}

/** A server for one test; answers its origin. */
export async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listenForTest(createHttpServer(listener))}`
}

/** A server that sends exactly these bytes to whoever connects, then ends the connection. */
export async function serveBytes(bytes: string | Buffer): Promise<string> {
  const port = await listenForTest(
    createSocketServer(socket => {
      socket.once('data', () => socket.end(bytes))
    }),
  )
  return `http://127.0.0.1:${port}`
}
