import type { DemoClient, DemoCloudDescription } from '../../demo-cloud/description.ts'

/** The API of the demo cloud, called past the app, with a token of its own. */
export interface DemoApi {
  /** The `data` of the answer. Throws, with the answer, when it is not a success. */
  get(path: string): Promise<unknown>
  put(path: string, body: unknown): Promise<unknown>
}

/** Calls as a client of the demo cloud, each time with a fresh token: a spec may have revoked the last. */
export function demoApi(cloud: DemoCloudDescription, client: DemoClient): DemoApi {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${cloud.apiBaseUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await freshToken(cloud, client)}`,
        'x-api-key': client.apiKey,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return (JSON.parse(text) as { data: unknown }).data
  }
  return { get: path => call('GET', path), put: (path, body) => call('PUT', path, body) }
}

async function freshToken(cloud: DemoCloudDescription, client: DemoClient): Promise<string> {
  const granted = await fetch(cloud.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: client.clientSecret,
      scope: 'openid',
    }),
  })
  const { access_token: token } = (await granted.json()) as { access_token: string }
  return token
}

/** An entry of a list of the API, as far as the tests look at it. */
export interface Named {
  readonly _id: string
  readonly name: string
}
