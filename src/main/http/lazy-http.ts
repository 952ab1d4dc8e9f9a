import type { HttpClient, HttpOptions } from './create-http.ts'
import type { Http, StreamHttp } from './types.ts'

/** The sender of `create-http.ts`, read with the first request: undici is half of main's code, and a start sends nothing. */
export function createHttp(options: HttpOptions = {}): HttpClient {
  let client: HttpClient | null = null
  let loading: Promise<HttpClient> | null = null
  const load = async (): Promise<HttpClient> => {
    const { createHttp: create } = await import('./create-http.ts')
    client = create(options)
    return client
  }
  const loaded = (): Promise<HttpClient> => {
    loading ??= load()
    return loading
  }
  const http: Http = request => (client === null ? loaded().then(made => made(request)) : client(request))
  const stream: StreamHttp = (request, receiver) =>
    client === null ? loaded().then(made => made.stream(request, receiver)) : client.stream(request, receiver)
  return Object.assign(http, {
    stream,
    close: async () => (await loading)?.close(),
  })
}
