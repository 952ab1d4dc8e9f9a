import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** A place where nobody answers, for as long as it is open. */
export interface DeadEndHost {
  /** `http://127.0.0.1:port` */
  readonly origin: string
  readonly close: () => Promise<void>
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** A host that accepts every connection and never says a word. */
export async function startHangingHost(): Promise<DeadEndHost> {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // A caller that gives up resets the connection; that is what this host is for.
    socket.on('error', () => socket.destroy())
    socket.resume()
  })
  const port = await listen(server)
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/**
 * A port that refuses connections and that no other process can take. It is the near end of a connection that
 * we hold to ourselves: nobody listens there, and the system gives it to nobody else.
 */
export async function holdRefusingPort(): Promise<DeadEndHost> {
  const server = createServer()
  const accepted = once(server, 'connection')
  const near = connect(await listen(server), '127.0.0.1')
  await once(near, 'connect')
  const [far] = (await accepted) as [Socket]
  return {
    origin: `http://127.0.0.1:${near.localPort}`,
    close: async () => {
      near.destroy()
      far.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
