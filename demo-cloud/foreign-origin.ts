import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request that came to the second origin. Its headers are kept by name only. */
interface ForeignVisit {
  readonly method: string
  readonly path: string
  readonly headerNames: readonly string[]
  readonly authorization: boolean
  readonly apiKey: boolean
}

/** Another origin, where no credential should ever arrive. */
export interface ForeignOrigin {
  readonly origin: string
  readonly visits: () => readonly ForeignVisit[]
  readonly clear: () => void
  readonly close: () => Promise<void>
}

const noted = (method: string, path: string, headers: IncomingHttpHeaders): ForeignVisit => ({
  method,
  path,
  headerNames: Object.keys(headers),
  authorization: headers.authorization !== undefined,
  apiKey: headers['x-api-key'] !== undefined,
})

/** Starts a host that answers everything as the API might, and notes who came with what. */
export async function startForeignOrigin(): Promise<ForeignOrigin> {
  let visits: ForeignVisit[] = []
  const server = createServer((request, response) => {
    visits.push(noted(request.method ?? '', request.url ?? '', request.headers))
    request.resume()
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
    response.end(JSON.stringify({ timestamp: new Date().toISOString(), data: [] }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    visits: () => visits,
    clear: () => {
      visits = []
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
