import { redactJson } from './redact-json.ts'
import { isSecretName, isSecretParameter, removed } from './secret-names.ts'

type HeaderList = readonly (readonly [name: string, value: string])[]

/** Headers whose value is, or contains, a URL. */
const urlHeaders = new Set(['location', 'content-location', 'referer', 'link'])

/** Headers with the values of secret ones removed, in the same order. */
export function redactHeaders(headers: HeaderList | Readonly<Record<string, string>>): HeaderList {
  const list: HeaderList = isList(headers) ? headers : Object.entries(headers)
  return list.map(([name, value]) => {
    if (isSecretName(name)) return [name, removed]
    return [name, urlHeaders.has(name.toLowerCase()) ? redactText(value) : redactPlain(value)]
  })
}

function isList(headers: HeaderList | Readonly<Record<string, string>>): headers is HeaderList {
  return Array.isArray(headers)
}

/** A URL without user name, password and the values of secret parameters in query and fragment. */
export function redactUrl(url: string): string {
  const withoutUserInfo = url.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1')
  return withoutUserInfo.split('#').map(redactParameters).join('#')
}

/** Any text (JSON, a form, HTML, a log line) without the values of secret names, and without what is plainly a token. */
export function redactText(text: string): string {
  return redactPlain(redactJson(text))
}

function redactPlain(text: string): string {
  const withoutUserInfo = text.replace(/\b(https?:\/\/)[^\s/?#@"'<>]*@/gi, '$1')
  return redactTokens(redactFields(redactParameters(withoutUserInfo)))
}

/** `name=value` of forms, queries and log lines. */
function redactParameters(text: string): string {
  return text.replace(
    /(^|[^A-Za-z0-9_.%-])([A-Za-z0-9_.%-]{1,100})=([^&\s"'<>;,)}\]]+)/g,
    (whole, before: string, name: string) =>
      isSecretParameter(decoded(name)) ? `${before}${name}=${removed}` : whole,
  )
}

/** `Name: value` of raw messages and log lines, to the end of the line. */
function redactFields(text: string): string {
  return text.replace(
    /(^|[\n\r]|[^A-Za-z0-9_"-])([A-Za-z][A-Za-z0-9_-]{1,60})(\s?:[ \t]*)([^\s"{[][^\r\n]*)/g,
    (whole, before: string, name: string, colon: string) =>
      isSecretName(name) ? `${before}${name}${colon}${removed}` : whole,
  )
}

/** Credentials that give themselves away by their form: those after a scheme, and JWTs. */
function redactTokens(text: string): string {
  return text
    .replace(/\b(Bearer|Basic|DPoP)([ \t]+)[A-Za-z0-9._~+/-]{16,}=*/gi, `$1$2${removed}`)
    .replace(/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, removed)
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch (error) {
    if (error instanceof URIError) return name
    throw error
  }
}
