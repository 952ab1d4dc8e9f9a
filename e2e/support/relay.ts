import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

export interface Answer {
  readonly status: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface RelayOptions {
  /** What is answered in place of the real server; undefined to pass the request on. */
  readonly instead?: (call: { readonly method: string; readonly url: string }) => Answer | undefined
  /** Milliseconds before a call is looked at. */
  readonly delayMs?: number
  /** Hears every answer that was passed on. */
  readonly onAnswer?: (answer: Answer) => void
}

export interface Relay {
  /** The same address at the relay. */
  through(url: string): string
  close(): Promise<void>
}

/** Stands between the app and a server of this machine: listens in, or answers in its place. */
export async function startRelay(target: string, options: RelayOptions): Promise<Relay> {
  const { origin } = new URL(target)
  const server = createServer(async (incoming, outgoing) => {
    if (options.delayMs !== undefined) await delay(options.delayMs)
    const call = { method: incoming.method ?? 'GET', url: incoming.url ?? '/' }
    const answer = options.instead?.(call)
    if (answer === undefined) passOn(incoming, outgoing, origin, options)
    else {
      outgoing
        .writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
        .end(answer.body)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { through: url => url.replace(origin, own), close: () => closeServer(server) }
}

function passOn(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  origin: string,
  { onAnswer }: RelayOptions,
): void {
  // Without the wish for gzip, what is passed on can be read.
  const { host: _host, 'accept-encoding': _encoding, ...headers } = incoming.headers
  const forwarded = request(new URL(incoming.url ?? '/', origin), { method: incoming.method, headers })
  forwarded.on('response', response => {
    const chunks: Buffer[] = []
    outgoing.writeHead(response.statusCode ?? 502, response.headers)
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      outgoing.write(chunk)
    })
    response.on('end', () => {
      outgoing.end()
      onAnswer?.({ status: response.statusCode ?? 502, body: Buffer.concat(chunks).toString() })
    })
  })
  forwarded.on('error', () => outgoing.destroy())
  incoming.pipe(forwarded)
}

function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  return closed.then(() => undefined)
}
