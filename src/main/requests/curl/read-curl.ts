import { ExplorerError } from '../../../shared/errors.ts'
import { queryRows } from '../../../shared/request-target.ts'
import {
  type BuiltRequest,
  builtRequestSchema,
  emptyRequest,
  type FieldRow,
} from '../../../shared/requests.ts'
import { shellWords } from '../../connections/index.ts'
import { type CurlOption, curlOptions, meaningful, silent } from './curl-options.ts'

/** A request that was read from a curl command, and what was not taken of it, for people. */
export interface ReadCurl {
  readonly request: BuiltRequest
  readonly notes: readonly string[]
}

const inheritedNote = 'Its authorization was left out: requests go with that of the connection.'

/**
 * Reads a curl command, of a POSIX shell or of Windows. Credentials are never taken in. Below `apiBaseUrl` the address
 * becomes a path. Throws `invalid_input` where it is no curl command, or one without an address.
 */
export function readCurl(text: string, apiBaseUrl: string): ReadCurl {
  const [program = '', ...words] = shellWords(text.trim().replace(/^[$>]\s+/, ''))
  if (!/^curl(\.exe)?$/i.test(program.replace(/^.*[\\/]/, ''))) {
    throw new ExplorerError('invalid_input', 'This is no curl command.', {
      hint: 'It has to begin with curl.',
    })
  }
  const options = curlOptions(words)
  const all = (...names: string[]): readonly string[] =>
    options.filter(({ name }) => names.includes(name)).map(({ value }) => value)
  const has = (name: string): boolean => options.some(option => option.name === name)
  const [address, ...others] = all('url')
  if (address === undefined || address === '') {
    throw new ExplorerError('invalid_input', 'This curl command has no address.')
  }
  const notes = new Set<string>()
  if (others.length > 0) notes.add('Only the first address was taken.')

  const headers = headersOf(options, notes)
  const data = options.filter(({ name }) => name === 'json' || name.startsWith('data'))
  const body = has('get') ? emptyRequest.body : bodyOf(data, all('form', 'form-string'), headers, notes)
  const isJson = data.some(({ name }) => name === 'json')
  const implied = has('head') ? 'HEAD' : body.kind === 'none' ? 'GET' : 'POST'
  const moreQuery = has('get') ? dataText(data, notes) : ''
  const contentType = headers.find(({ name }) => name.toLowerCase() === 'content-type')
  const request = builtRequestSchema.safeParse({
    ...emptyRequest,
    method: all('request').at(-1) ?? implied,
    ...target(address, [moreQuery, ...all('url-query')], apiBaseUrl),
    headers: headers.filter(header => header !== contentType || !isUsual(body.kind, header.value)),
    body: isJson ? { ...body, kind: 'json' as const } : body,
  })
  if (!request.success) {
    throw new ExplorerError('invalid_input', 'This curl command cannot be taken as a request.', {
      hint: request.error.issues[0]?.message ?? '',
    })
  }
  if (has('insecure')) notes.add('--insecure was left out: certificates are always checked.')
  const unknown = options.map(({ name }) => name).filter(name => !meaningful.has(name) && !silent.has(name))
  if (unknown.length > 0) {
    const names = [...new Set(unknown)].map(name => (name.startsWith('-') ? name : `--${name}`))
    notes.add(`Left out: ${names.join(', ')}.`)
  }
  return { request: request.data, notes: [...notes] }
}

function headersOf(options: readonly CurlOption[], notes: Set<string>): FieldRow[] {
  const rows: FieldRow[] = []
  for (const { name, value } of options) {
    if (name === 'user' || name === 'oauth2-bearer') notes.add(inheritedNote)
    if (name === 'user-agent') rows.push({ name: 'User-Agent', value, on: true })
    if (name === 'referer') rows.push({ name: 'Referer', value, on: true })
    if (name === 'cookie') notes.add('Its cookies were left out.')
    if (name !== 'header') continue
    const [, header = '', , content = ''] = /^([^:;]+)([:;])\s*([\s\S]*)$/.exec(value) ?? []
    const lower = header.trim().toLowerCase()
    if (lower === '') notes.add('A header without a name was left out.')
    else if (['authorization', 'proxy-authorization', 'x-api-key'].includes(lower)) notes.add(inheritedNote)
    else if (lower === 'cookie') notes.add('Its cookies were left out.')
    else rows.push({ name: header.trim(), value: content.trim(), on: true })
  }
  return rows
}

function bodyOf(
  data: readonly CurlOption[],
  parts: readonly string[],
  headers: readonly FieldRow[],
  notes: Set<string>,
): BuiltRequest['body'] {
  const none = emptyRequest.body
  if (parts.length > 0) {
    notes.add('A form with parts (multipart) is sent as a plain form; its files were left out.')
    const fields = parts.flatMap(part => {
      const [name = '', value = ''] = part.split(/=(.*)/s)
      return /^[@<]/.test(value) ? [] : [{ name, value, on: true }]
    })
    return { ...none, kind: 'form', fields }
  }
  if (data.length === 0) return none
  const text = dataText(data, notes)
  const type = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? ''
  if (/json/i.test(type) || (type === '' && /^\s*[{[]/.test(text))) return { ...none, kind: 'json', text }
  if (type === '' || /x-www-form-urlencoded/i.test(type)) {
    return { ...none, kind: 'form', fields: [...queryRows(text)] }
  }
  return { ...none, kind: 'text', text }
}

/** What curl sends: pieces joined by `&`, those of `--json` as they are. A file cannot be read from here. */
function dataText(data: readonly CurlOption[], notes: Set<string>): string {
  const pieces = data.map(({ name, value }) => {
    if (value.startsWith('@') && name !== 'data-raw') {
      notes.add('A body out of a file was left out: choose the file here.')
      return ''
    }
    if (name === 'data-urlencode') return urlencoded(value)
    return value
  })
  return pieces.filter(piece => piece !== '').join(data.some(({ name }) => name === 'json') ? '' : '&')
}

/** `name=value` encodes the value alone, `=value` and `value` all of it. */
function urlencoded(value: string): string {
  const at = value.indexOf('=')
  return at < 1
    ? encodeURIComponent(value.slice(at === 0 ? 1 : 0))
    : `${value.slice(0, at)}=${encodeURIComponent(value.slice(at + 1))}`
}

function target(
  address: string,
  queries: readonly string[],
  apiBaseUrl: string,
): Pick<BuiltRequest, 'path' | 'query'> {
  const base = apiBaseUrl.replace(/\/+$/, '')
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`
  const [path = '', query = ''] = full
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1')
    .replace(/#.*$/s, '')
    .split(/\?(.*)/s)
  const below = path === base || path.startsWith(`${base}/`) ? path.slice(base.length) || '/' : path
  const all = [query, ...queries].filter(each => each !== '').join('&')
  return { path: below, query: [...queryRows(all)] }
}

/** A content type that the app sends by itself for a body of this kind. */
function isUsual(kind: BuiltRequest['body']['kind'], type: string): boolean {
  const usual = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const
  return (kind === 'json' || kind === 'form') && type.toLowerCase() === usual[kind]
}
