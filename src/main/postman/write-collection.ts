import type { Connection } from '../../shared/connection.ts'
import { isFullUrl, placeholderValue, queryText } from '../../shared/request-target.ts'
import type { BuiltRequest, FieldRow } from '../../shared/requests.ts'
import { testScript, tokenScript } from './collection-scripts.ts'
import type { CollectedRequest } from './read-collection.ts'

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
 * of the connection are variables without a value.
 */
export function writeCollection(
  name: string,
  connection: Connection,
  requests: readonly CollectedRequest[],
  variables: ReadonlyMap<string, string>,
): string {
  const item: unknown[] = []
  for (const { folders, name: title, request } of requests) {
    folderAt(item, folders).push({ name: title, request: requestOf(request), response: [] })
  }
  const own = new Set([
    'clientId',
    'clientSecret',
    'apiKey',
    'tokenUrl',
    'apiBaseUrl',
    'scope',
    'accessToken',
  ])
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
      { key: 'clientId', value: '' },
      { key: 'clientSecret', value: '' },
      { key: 'apiKey', value: '' },
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

function requestOf(request: BuiltRequest): object {
  const { method, headers, body, authorization } = request
  // To another host go neither token nor API key.
  const own = authorization && !isFullUrl(request.path)
  const content = bodyOf(body)
  return {
    method,
    ...(own ? {} : { auth: { type: 'noauth' } }),
    header: [
      ...(own ? [{ key: 'x-api-key', value: '{{apiKey}}' }] : []),
      { key: 'Accept', value: 'application/json' },
      ...headers.map(pairOf),
    ],
    ...(content === null ? {} : { body: content }),
    url: urlOf(request),
  }
}

/** A placeholder that is a whole part of the path stays one; any other is filled in. */
function urlOf(request: BuiltRequest): object {
  const [path = '', typed = ''] = request.path.trim().split(/\?(.*)/s)
  const names: string[] = []
  const segments = path.replace(
    /(?<!\{)\{([A-Za-z][A-Za-z0-9_]*)\}(?!\})/g,
    (_whole, name: string, at: number) => {
      const whole = path[at - 1] === '/' && ['/', undefined].includes(path[at + name.length + 2])
      if (!whole) return encodeURIComponent(placeholderValue(request, name))
      names.push(name)
      return `:${name}`
    },
  )
  const address =
    isFullUrl(segments) || segments.startsWith('{{')
      ? segments
      : `{{apiBaseUrl}}/${segments.replace(/^\/+/, '')}`
  const query = [typed, queryText(request.query)].filter(part => part !== '').join('&')
  const typedRows =
    typed === ''
      ? []
      : typed.split('&').map(part => {
          const [key = '', value = ''] = part.split(/=(.*)/s)
          return { key, value }
        })
  const [host = '', ...rest] = address.replace(/^[a-z]+:\/\//i, '').split('/')
  const protocol = /^([a-z]+):\/\//i.exec(address)?.[1]
  return {
    raw: query === '' ? address : `${address}?${query}`,
    ...(protocol === undefined ? {} : { protocol }),
    host: [host],
    path: rest,
    query: [...typedRows, ...request.query.filter(row => row.name !== '').map(encodedPair)],
    variable: names.map(key => ({ key, value: placeholderValue(request, key) })),
  }
}

function bodyOf({ kind, text, fields }: BuiltRequest['body']): object | null {
  switch (kind) {
    case 'json':
    case 'text':
      return { mode: 'raw', raw: text, options: { raw: { language: kind } } }
    case 'form':
      return { mode: 'urlencoded', urlencoded: fields.filter(row => row.name !== '').map(pairOf) }
    case 'file':
      return { mode: 'file', file: {} }
    case 'none':
      return null
  }
}

function pairOf({ name, value, on }: FieldRow): object {
  return { key: name, value, ...(on ? {} : { disabled: true }) }
}

/** Postman sends a query as it stands; variables stay as they are. */
function encodedPair(row: FieldRow): object {
  const encode = (text: string): string =>
    text
      .split(/(\{\{[^{}]*\}\})/)
      .map((part, at) => (at % 2 === 1 ? part : encodeURIComponent(part.toWellFormed())))
      .join('')
  return pairOf({ ...row, name: encode(row.name), value: encode(row.value) })
}
