import type { Connection } from '../../shared/connection.ts'
import { isFullUrl, placeholderValue, queryText } from '../../shared/request-target.ts'
import type { BuiltRequest, FieldRow } from '../../shared/requests.ts'
import { looksSecret } from '../api/index.ts'
import { isSecretName } from '../http/index.ts'

/** A header, or a field of a query or a form, as it stands in a collection. */
interface CollectionPair {
  readonly key: string
  readonly value: string
  readonly disabled?: true
}

/** A request as it stands in a collection, and the variables in it that the person gives secret values to. */
interface WrittenRequest {
  readonly request: object
  readonly secretVariables: readonly string[]
}

/**
 * A request for a collection of a connection. What the app would send to another host goes without the authorization
 * of the connection there too: where a request leads is settled here, by the variables as they are now, since a
 * variable can be given any value where the collection is used.
 */
export function writeRequest(
  connection: Connection,
  given: BuiltRequest,
  variables: ReadonlyMap<string, string>,
): WrittenRequest {
  const request = { ...given, path: settledPath(connection.apiBaseUrl, given.path.trim(), variables) }
  const own = request.authorization && leadsToOwnHost(connection.apiBaseUrl, request.path)
  const typed = request.headers.filter(row => row.name.trim() !== '').map(pairOf)
  const taken = new Set(typed.filter(({ disabled }) => !disabled).map(({ key }) => key.trim().toLowerCase()))
  const extra = own ? connection.extraHeaders.map(extraHeader) : []
  // Typed headers win over those of the connection, those over ours, as when the app sends.
  const headers: CollectionPair[] = []
  for (const header of [
    ...extra.map(({ header }) => header),
    ...(own ? [{ key: 'x-api-key', value: '{{apiKey}}' }] : []),
    { key: 'Accept', value: 'application/json' },
  ]) {
    if (taken.has(header.key.toLowerCase())) continue
    taken.add(header.key.toLowerCase())
    headers.push(header)
  }
  const content = bodyOf(request.body)
  return {
    request: {
      method: request.method,
      ...(own ? {} : { auth: { type: 'noauth' } }),
      header: [...headers, ...typed],
      ...(content === null ? {} : { body: content }),
      url: urlOf(request),
    },
    secretVariables: extra.flatMap(({ secret }) => (secret === null ? [] : [secret])),
  }
}

/** A header of the connection; one that is secret by its name becomes a variable. */
function extraHeader({ name, value }: FieldPair): { header: CollectionPair; secret: string | null } {
  if (!isSecretName(name) && !looksSecret(name)) return { header: { key: name, value }, secret: null }
  const secret = name.toUpperCase().replace(/[^A-Z0-9]/g, '_')
  const scheme = /^(?:Bearer|Basic) /i.exec(value)?.[0] ?? ''
  return { header: { key: name, value: `${scheme}{{${secret}}}` }, secret }
}

type FieldPair = Pick<FieldRow, 'name' | 'value'>

const firstVariable = /^\{\{\s*([^{}\s]{1,100})\s*\}\}/
/** Values inside values that are looked into; who nests deeper goes round in a circle. */
const deepest = 20

/**
 * The path with values for the variables that decide to which host it leads: those at its beginning, and those in the
 * host of a full URL. What is below the base URL of the API begins with `{{apiBaseUrl}}`, or with no host.
 */
function settledPath(apiBaseUrl: string, path: string, variables: ReadonlyMap<string, string>): string {
  let settled = path
  for (let depth = 0; depth < deepest; depth++) {
    const before = settled
    settled = settled.replace(firstVariable, (whole, name: string) => variables.get(name) ?? whole).trim()
    settled = settled.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, origin =>
      origin.replace(
        /\{\{\s*([^{}\s]{1,100})\s*\}\}/g,
        (whole, name: string) => variables.get(name) ?? whole,
      ),
    )
    if (settled === before) break
  }
  const base = apiBaseUrl.replace(/\/+$/, '')
  const below = settled.startsWith(base) ? settled.slice(base.length) : null
  return below !== null && /^(?:[/?]|$)/.test(below) ? `{{apiBaseUrl}}${below}` : settled
}

/** Whether a settled path surely leads to the API of the connection, whatever its variables are given. */
function leadsToOwnHost(apiBaseUrl: string, path: string): boolean {
  if (path.startsWith('{{')) return /^\{\{apiBaseUrl\}\}(?:[/?]|$)/.test(path)
  if (!isFullUrl(path)) return true
  const [origin = ''] = /^[^:]+:\/\/[^/?#]*/.exec(path) ?? []
  // Programs differ in how they read an address with one of these before the path.
  if (/[{}@\\\s]/.test(origin) || !URL.canParse(origin)) return false
  return URL.canParse(apiBaseUrl) && new URL(origin).origin === new URL(apiBaseUrl).origin
}

/** A placeholder that is a whole part of the path stays one; any other is filled in. */
function urlOf(request: BuiltRequest): object {
  const [path = '', typed = ''] = request.path.split(/\?(.*)/s)
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

function pairOf({ name, value, on }: FieldRow): CollectionPair {
  return { key: name, value, ...(on ? {} : { disabled: true }) }
}

/** Postman sends a query as it stands; variables stay as they are. */
function encodedPair(row: FieldRow): CollectionPair {
  const encode = (text: string): string =>
    text
      .split(/(\{\{[^{}]*\}\})/)
      .map((part, at) => (at % 2 === 1 ? part : encodeURIComponent(part.toWellFormed())))
      .join('')
  return pairOf({ ...row, name: encode(row.name), value: encode(row.value) })
}
