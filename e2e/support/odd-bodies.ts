import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const block = 1024 * 1024
/** The words that stand at the end of the long text, and nowhere else. */
export const needle = 'The last weighing of the night'
export const textBytes = 100 * block

/** Serves bodies that make programs freeze, each under a path of its own. */
export interface OddBodies {
  readonly origin: string
  /** When the last body was handed to the system to its last byte, in milliseconds since the epoch. */
  sentAt(): number
  close(): Promise<void>
}

type Body = (answer: ServerResponse) => AsyncIterable<Buffer> | Iterable<Buffer>

const json = (answer: ServerResponse): ServerResponse => answer.setHeader('content-type', 'application/json')

const bodies: Readonly<Record<string, Body>> = {
  '/single-line': answer => {
    json(answer)
    const values = `"${'value with ünïcödé and some length '.repeat(30)}",`.repeat(5000)
    const text = `{"data":[${values.slice(0, 5 * block - 200)}`
    return [Buffer.from(`${text.slice(0, text.lastIndexOf('",') + 1)},"the end of the line"]}`)]
  },
  *'/text'(answer) {
    answer.setHeader('content-type', 'text/plain')
    const line = 'weighed 2026-11-24 net 24380 kg, hauled by Ostrander Freight\n'
    const lines = line.repeat(Math.ceil(block / line.length)).slice(0, block)
    const end = `\n${needle}\n`
    for (let sent = block; sent < textBytes; sent += block) yield Buffer.from(lines)
    yield Buffer.from(`${lines.slice(0, block - end.length)}${end}`)
  },
  *'/three-million-lines'(answer) {
    json(answer)
    yield Buffer.from('[\n')
    for (let from = 0; from < 3_000_000; from += 100_000) {
      yield Buffer.from(
        Array.from(
          { length: 100_000 },
          (_, at) => `  ${from + at}${from + at === 2_999_999 ? '' : ','}\n`,
        ).join(''),
      )
    }
    yield Buffer.from(']\n')
  },
  '/deep': answer => {
    json(answer)
    return [Buffer.from(`${'['.repeat(10_000)}${']'.repeat(10_000)}`)]
  },
  '/cut-short': answer => {
    json(answer)
    return [
      Buffer.from(
        `{"data": [\n${'  {"ticket": "W-104482", "netKg": 29840},\n'.repeat(1000)}  {"ticket": "W-1`,
      ),
    ]
  },
  '/broken-off': answer => {
    json(answer)
    answer.setHeader('content-length', 5_000_000)
    return [Buffer.from(`[\n${'  {"ticket": "W-104482"},\n'.repeat(20_000)}`)]
  },
  '/nul': answer => {
    json(answer)
    return Array.from({ length: 20 }, () => Buffer.alloc(100_000))
  },
}

export async function serveOddBodies(): Promise<OddBodies> {
  let sentAt = 0
  const server = createServer(async (request, answer) => {
    const body = bodies[request.url ?? '']
    if (body === undefined) {
      answer.writeHead(404).end()
      return
    }
    for await (const bytes of body(answer)) {
      if (!answer.write(bytes)) await new Promise<void>(resolve => answer.once('drain', resolve))
    }
    sentAt = Date.now()
    // A connection that ends before what was promised has come.
    if (answer.hasHeader('content-length')) answer.socket?.end()
    else answer.end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sentAt: () => sentAt,
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
