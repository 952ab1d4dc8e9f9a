import type { Connection } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { testScript, tokenScript } from './collection-scripts.ts'
import type { CollectedRequest } from './read-collection.ts'
import { writeRequest } from './write-request.ts'

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'

/** The three values that the person fills in, in an environment of their own. */
const description = `Set up as the documentation of Weightron.Cloud describes it: OAuth 2.0, client credentials.

Make an environment with the variables clientId, clientSecret and apiKey, give them your values as secrets, and choose it. Then send.

Postman gets a token by "Get New Access Token". Where nobody can press that, such as in newman, the script before each request gets one, keeps it until it ends, and puts it into the variable accessToken.`

interface Folder {
  readonly name: string
  readonly item: unknown[]
}

/**
 * A Postman collection, version 2.1, of requests to the API of a connection. The requests must hold no secret; those
 * of the connection are variables without a value. Throws `invalid_input` where the token URL is not known.
 */
export function writeCollection(
  name: string,
  connection: Connection,
  requests: readonly CollectedRequest[],
  variables: ReadonlyMap<string, string>,
): string {
  if (connection.tokenUrl === '') {
    throw new ExplorerError('invalid_input', 'A collection needs the token URL of the connection.', {
      hint: `Enter it in the connection: it is "token_endpoint" in the discovery document of ${connection.issuer}.`,
    })
  }
  const item: unknown[] = []
  const secrets = new Set(['clientId', 'clientSecret', 'apiKey'])
  for (const { folders, name: title, request } of requests) {
    const written = writeRequest(connection, request, variables)
    for (const secret of written.secretVariables) secrets.add(secret)
    folderAt(item, folders).push({ name: title, request: written.request, response: [] })
  }
  const own = new Set([...secrets, 'tokenUrl', 'apiBaseUrl', 'scope', 'accessToken'])
  const used = [...variables].filter(([key]) => !own.has(key) && JSON.stringify(item).includes(`{{${key}}}`))
  const collection = {
    info: { name, description, schema },
    auth: {
      type: 'oauth2',
      oauth2: [
        ['addTokenTo', 'header'],
        ['tokenType', 'Bearer'],
        ['headerPrefix', 'Bearer'],
        ['accessToken', '{{accessToken}}'],
        ['tokenName', 'Weightron.Cloud'],
        ['grant_type', 'client_credentials'],
        ['accessTokenUrl', '{{tokenUrl}}'],
        ['clientId', '{{clientId}}'],
        ['clientSecret', '{{clientSecret}}'],
        ['scope', '{{scope}}'],
        ['client_authentication', connection.clientAuthentication === 'basic' ? 'header' : 'body'],
      ].map(([key, value]) => ({ key, value, type: 'string' })),
    },
    event: [
      {
        listen: 'prerequest',
        script: { type: 'text/javascript', exec: tokenScript(connection).split('\n') },
      },
      { listen: 'test', script: { type: 'text/javascript', exec: testScript.split('\n') } },
    ],
    variable: [
      { key: 'apiBaseUrl', value: connection.apiBaseUrl.replace(/\/+$/, '') },
      { key: 'tokenUrl', value: connection.tokenUrl },
      { key: 'scope', value: connection.scope },
      ...[...secrets].map(key => ({ key, value: '' })),
      ...used.map(([key, value]) => ({ key, value })),
    ],
    item,
  }
  return `${JSON.stringify(collection, null, 2)}\n`
}

/** The list of a folder, which is made where it is missing. */
function folderAt(top: unknown[], folders: readonly string[]): unknown[] {
  let list = top
  for (const name of folders) {
    const found = list.find(
      (entry): entry is Folder =>
        typeof entry === 'object' &&
        entry !== null &&
        'item' in entry &&
        'name' in entry &&
        entry.name === name,
    )
    const folder = found ?? { name, item: [] }
    if (found === undefined) list.push(folder)
    list = folder.item
  }
  return list
}
