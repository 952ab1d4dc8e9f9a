import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * Serves large bodies, and says when the last byte of each had left: `GET /lines/N` gives 100 MB in lines, `GET
 * /long/N` 5 MB in one line, `GET /file/N` the JSON file named on the command line, `GET /left/N` when answer N was over, in milliseconds since the epoch. The first line
 * begins with the number, so that it is known on a screen. It is its own token server.
 */
const left = new Map<string, number>()
const line = `${'A line as a log has them, with a number of words and nothing else in it. '.repeat(2)}\n`
const block = Buffer.from(line.repeat(400))
const linesBytes = 100_000_000
const longBytes = 5_000_000

async function send(response: ServerResponse, piece: Buffer, bytes: number): Promise<void> {
  for (let sent = 0; sent < bytes; sent += piece.length) {
    if (!response.write(piece.subarray(0, bytes - sent))) await once(response, 'drain')
  }
}

const server = createServer((request, response) => {
  void answer(request.url ?? '/', response)
})

async function answer(address: string, response: ServerResponse): Promise<void> {
  const [, kind = '', number = ''] = address.split('/')
  if (kind === 'token') {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ access_token: 'measured-token', token_type: 'Bearer', expires_in: 3600 }))
    return
  }
  if (kind === 'left') {
    response.end(String(left.get(number) ?? ''))
    return
  }
  response.once('finish', () => left.set(number, Date.now()))
  if (kind === 'file') {
    response.setHeader('content-type', 'application/json')
    createReadStream(process.argv[2] ?? '', { highWaterMark: 1 << 20 }).pipe(response)
    return
  }
  response.setHeader('content-type', 'text/plain; charset=utf-8')
  if (kind === 'lines') {
    response.write(`Answer ${number}.\n`)
    await send(response, block, linesBytes)
  } else {
    response.write(`Answer ${number}. `)
    await send(response, Buffer.alloc(65_536, 'a word '), longBytes)
  }
  response.end()
}

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
