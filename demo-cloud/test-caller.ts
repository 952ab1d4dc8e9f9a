import type { DemoClient, DemoCloudDescription } from './description.ts'

export type ClientAuthentication = 'body' | 'basic'

/** The hosts that a client of the description is meant to use. */
const tokenUrlOf = (cloud: DemoCloudDescription, client: DemoClient): string =>
  client.tokenUrl ?? cloud.tokenUrl
export const apiBaseUrlOf = (cloud: DemoCloudDescription, client: DemoClient): string =>
  client.apiBaseUrl ?? cloud.apiBaseUrl

/** The client of that name; the test ends where there is none. */
export function clientNamed(cloud: DemoCloudDescription, name: string): DemoClient {
  const client = cloud.clients.find(candidate => candidate.name === name)
  if (client === undefined) throw new Error(`The demo cloud has no client named ${name}`)
  return client
}

const formEncoded = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1)

/** One token request, as RFC 6749 section 2.3.1 has it for either client authentication. */
export async function requestToken(
  cloud: DemoCloudDescription,
  client: DemoClient,
  how: ClientAuthentication = 'body',
  grant: Readonly<Record<string, string>> = {
    grant_type: 'client_credentials',
    scope: client.scope ?? 'openid',
  },
): Promise<Response> {
  const body = new URLSearchParams(grant)
  const headers: Record<string, string> = { accept: 'application/json' }
  if (how === 'body') {
    body.set('client_id', client.clientId)
    body.set('client_secret', client.clientSecret)
  } else {
    const pair = `${formEncoded(client.clientId)}:${formEncoded(client.clientSecret)}`
    headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`
  }
  return fetch(tokenUrlOf(cloud, client), {
    method: 'POST',
    headers,
    body,
    signal: AbortSignal.timeout(5_000),
  })
}

/** Members of a JSON answer, as far as tests look at them. */
export interface Answer {
  readonly timestamp: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly data: any
  readonly error?: { readonly code: string; readonly message: string }
  readonly page?: unknown
}

/** Calls the API as one client, with a token fetched once. */
export interface Caller {
  readonly token: string
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>
  readonly json: (path: string, init?: RequestInit) => Promise<Answer>
  readonly search: (path: string, body: unknown) => Promise<Answer>
}

export async function callAs(cloud: DemoCloudDescription, name: string, scope = 'openid'): Promise<Caller> {
  const client = clientNamed(cloud, name)
  const answer = await requestToken(cloud, client, 'body', { grant_type: 'client_credentials', scope })
  const { access_token: token } = (await answer.json()) as { readonly access_token: string }
  return callWith(cloud, client, token)
}

/** Calls the API with a token at hand. */
export function callWith(cloud: DemoCloudDescription, client: DemoClient, token: string): Caller {
  const call = (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${token}`)
    headers.set('x-api-key', client.apiKey)
    if (typeof init.body === 'string') headers.set('content-type', 'application/json')
    return fetch(`${apiBaseUrlOf(cloud, client)}${path}`, { ...init, headers })
  }
  const json = async (path: string, init?: RequestInit): Promise<Answer> =>
    (await (await call(path, init)).json()) as Answer
  return {
    token,
    fetch: call,
    json,
    search: (path, body) => json(path, { method: 'SEARCH', body: JSON.stringify(body) }),
  }
}

/** The path of a collection's documents, by the names people see. */
export async function documentsPath(
  caller: Caller,
  application: string,
  collection: string,
): Promise<string> {
  const { data: applications } = await caller.json('/access')
  const app = applications.find((candidate: { name: string }) => candidate.name === application)._id
  const { data: collections } = await caller.json(`/${app}/collections`)
  const col = collections.find((candidate: { name: string }) => candidate.name === collection)._id
  return `/${app}/collections/${col}/documents`
}
