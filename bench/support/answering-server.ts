import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A token server and an API that answer every reading call with the same document of 1 KB, after the milliseconds
 * given: `node answering-server.ts LATENCY`. Does next to nothing itself, so that what is measured is the client.
 */
const latencyMs = Number(process.argv[2])
const token = JSON.stringify({
  access_token: 'a'.repeat(43),
  token_type: 'Bearer',
  expires_in: 3600,
  scope: 'openid',
})
const empty = { timestamp: '2026-11-20T17:00:00.000Z', data: { _id: '0'.repeat(24), text: '' } }
const padding = 1024 - JSON.stringify(empty).length
const document = JSON.stringify({ ...empty, data: { ...empty.data, text: 'x'.repeat(padding) } })

const server = createServer((request, response) => {
  request.resume()
  const body = request.url === '/token' ? token : document
  const answer = (): void => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    response.end(body)
  }
  if (latencyMs === 0) answer()
  else setTimeout(answer, latencyMs)
})
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
