import type { BuiltRequest, FieldRow } from './requests.ts'
import { isLoopback } from './urls.ts'

/** Where a built request goes, or why it cannot be sent. */
export type RequestTarget =
  | {
      readonly ok: true
      readonly url: string
      /** Whether that is the API of the connection: only then its secrets may go along. */
      readonly ownHost: boolean
    }
  | {
      readonly ok: false
      readonly problem: string
      /** Placeholders without a value. */
      readonly missing: readonly string[]
    }

/** A name in single braces; double ones are a variable. */
const placeholderPattern = /(?<!\{)\{([A-Za-z][A-Za-z0-9_]*)\}(?!\})/g

/** Names of the placeholders in a path, each once, in order. */
export function placeholdersOf(path: string): readonly string[] {
  return [...new Set([...path.matchAll(placeholderPattern)].map(match => match[1] ?? ''))]
}

/** What a placeholder stands for; empty when nothing was chosen. */
export function placeholderValue(request: Pick<BuiltRequest, 'values'>, name: string): string {
  return request.values.find(entry => entry.name === name)?.value ?? ''
}

/** A path with its placeholders filled in, each as one encoded segment. */
export function filledPath({ path, values }: Pick<BuiltRequest, 'path' | 'values'>): string {
  return path
    .trim()
    .replace(placeholderPattern, (_whole, name: string) =>
      encodeURIComponent(placeholderValue({ values }, name).trim().toWellFormed()),
    )
}

/** Whether a path is an address of its own. */
export function isFullUrl(path: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(path.trim())
}

/**
 * The URL of a built request: placeholders become one encoded segment each, the rest of the path stays as it was
 * typed, the rows that are switched on follow as query. `.` and `..` are refused, encoded or not, since a URL parser
 * would climb out of the base URL with them.
 */
export function requestTarget(apiBaseUrl: string, request: BuiltRequest): RequestTarget {
  const path = request.path.trim()
  const missing = placeholdersOf(path).filter(name => placeholderValue(request, name).trim() === '')
  if (missing.length > 0) return failed(`Choose a value for ${missing.join(', ')}.`, missing)

  const [address = '', typedQuery] = filledPath(request)
    .replace(/#.*$/s, '')
    .split(/\?(.*)/s)
  if (/[\s\\]/.test(address)) return failed('An address has no spaces and no backslashes.')
  const base = apiBaseUrl.replace(/\/+$/, '')
  const full = isFullUrl(address) ? address : `${base}/${address.replace(/^\/+/, '')}`
  if (full.split(/[/?]/).some(isDots)) return failed('An address cannot have . or .. as a part.')
  if (!URL.canParse(full)) return failed('This address cannot be read.')
  const url = new URL(full)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) {
    return failed('Use https. Plain http is allowed for this machine only.')
  }
  if (url.username !== '' || url.password !== '')
    return failed('Leave user name and password out of the address.')
  const query = [typedQuery ?? '', queryText(request.query)].filter(part => part !== '').join('&')
  const ownHost = URL.canParse(base) && new URL(base).origin === url.origin
  return { ok: true, url: `${url.origin}${url.pathname}${query === '' ? '' : `?${query}`}`, ownHost }
}

function failed(problem: string, missing: readonly string[] = []): RequestTarget {
  return { ok: false, problem, missing }
}

function isDots(segment: string): boolean {
  return /^(\.|%2e){1,2}$/i.test(segment)
}

/** The rows that are switched on, as the query of a URL. */
export function queryText(rows: readonly FieldRow[]): string {
  return rows
    .filter(row => row.on && row.name !== '')
    .map(({ name, value }) => `${encoded(name)}=${encoded(value)}`)
    .join('&')
}

/**
 * Rows for a query that was typed as text. Rows that are switched off do not show in the text, so they are kept, and
 * follow at the end.
 */
export function queryRows(text: string, before: readonly FieldRow[] = []): readonly FieldRow[] {
  const typed = text
    .replace(/^\?/, '')
    .split('&')
    .filter(part => part !== '')
    .map(part => {
      const [name = '', value = ''] = part.split(/=(.*)/s)
      return { name: decoded(name), value: decoded(value), on: true }
    })
  return [...typed, ...before.filter(row => !row.on)]
}

/**
 * Comma, colon and the like may stand in a query as they are (RFC 3986 section 3.4) and read better so. So do variables,
 * which have their values before anything is sent.
 */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/%(?:2C|3A|2F|40|24)/g, code => decodeURIComponent(code))
    .replace(/%7B%7B([\w.-]+)%7D%7D/g, '{{$1}}')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}
