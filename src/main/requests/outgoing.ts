import type { Connection } from '../../shared/connection.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { requestTarget } from '../../shared/request-target.ts'
import type { BodyFile, BuiltRequest } from '../../shared/requests.ts'

/** A header of a request, and whether the connection gave it rather than the person. */
export interface OutgoingHeader {
  readonly name: string
  readonly value: string
}

/** A built request with everything in its place but token and API key. */
export interface Outgoing {
  readonly method: string
  readonly url: string
  /** Names in lower case, each once. */
  readonly headers: readonly OutgoingHeader[]
  readonly body: string | undefined
  /** The file that is sent in its place. */
  readonly file: BodyFile | null
  /** Whether `authorization` and `x-api-key` are added: switched on, to the connection's own host, and not typed. */
  readonly adds: { readonly token: boolean; readonly apiKey: boolean }
}

/** Headers that the transport sets; typed ones would break the framing of the message (RFC 9112 section 6). */
const framing = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/**
 * Puts a request together: what was typed wins over the extra headers of the connection, those over our defaults. To
 * another host than that of the connection goes only what was typed. Throws `invalid_input`.
 */
export function outgoingOf(connection: Connection, request: BuiltRequest): Outgoing {
  const target = requestTarget(connection.apiBaseUrl, request)
  if (!target.ok) {
    throw new ExplorerError('invalid_input', 'The request cannot be sent as it is.', { hint: target.problem })
  }
  if (request.body.kind === 'file' && request.body.file === undefined) {
    throw new ExplorerError('invalid_input', 'No file was chosen as body.', {
      hint: 'Choose one under Body.',
    })
  }
  const typed = request.headers.filter(row => row.on && row.name.trim() !== '').map(checkedHeader)
  const inherits = request.authorization && target.ownHost
  const body = bodyOf(request)
  const headers = new Map<string, string>([
    ['accept', 'application/json'],
    ...contentType(request, body),
    ...(inherits
      ? connection.extraHeaders.map(({ name, value }) => [name.toLowerCase(), value] as const)
      : []),
    ...typed.map(({ name, value }) => [name, value] as const),
  ])
  return {
    method: request.method,
    url: target.url,
    headers: [...headers].map(([name, value]) => ({ name, value })),
    body,
    file: request.body.kind === 'file' ? (request.body.file ?? null) : null,
    adds: {
      token: inherits && !headers.has('authorization'),
      apiKey: inherits && !headers.has('x-api-key'),
    },
  }
}

function checkedHeader({ name, value }: { readonly name: string; readonly value: string }): OutgoingHeader {
  const lower = name.trim().toLowerCase()
  if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(lower)) {
    throw new ExplorerError('invalid_input', `"${name.slice(0, 60)}" cannot be the name of a header.`, {
      hint: 'A header name has letters, digits and hyphens.',
    })
  }
  if (framing.has(lower)) {
    throw new ExplorerError('invalid_input', `The header ${lower} is set by the app.`, { hint: 'Remove it.' })
  }
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
    throw new ExplorerError('invalid_input', `The header ${lower} has a value that cannot be sent.`, {
      hint: 'A header value is one line of plain text.',
    })
  }
  return { name: lower, value }
}

function bodyOf({ body }: BuiltRequest): string | undefined {
  if (body.kind === 'none' || body.kind === 'file') return undefined
  if (body.kind !== 'form') return body.text
  const fields = body.fields.filter(row => row.on && row.name !== '')
  return new URLSearchParams(fields.map(({ name, value }) => [name, value])).toString()
}

const contentTypes = {
  json: 'application/json',
  text: 'text/plain;charset=utf-8',
  form: 'application/x-www-form-urlencoded',
} as const

/** Files whose type their name gives away; what others are only the server knows. */
const fileTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  html: 'text/html',
  jpg: 'image/jpeg',
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  xml: 'application/xml',
  zip: 'application/zip',
}

function contentType({ body }: BuiltRequest, text: string | undefined): [string, string][] {
  if (body.kind === 'file') {
    const ending = /\.([a-z0-9]+)$/i.exec(body.file?.name ?? '')?.[1]?.toLowerCase() ?? ''
    return body.file === undefined ? [] : [['content-type', fileTypes[ending] ?? 'application/octet-stream']]
  }
  return body.kind === 'none' || text === undefined ? [] : [['content-type', contentTypes[body.kind]]]
}
