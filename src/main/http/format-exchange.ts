import { redactHeaders, redactText, redactUrl } from './redact.ts'
import type { HttpAnswer, HttpRequest } from './types.ts'

/** Characters of a body that are shown. */
const MOST_SHOWN = 8192
/** Characters that are redacted before the cut, so that a secret on the cut is still seen as a whole. */
const MOST_READ = 65_536

/**
 * A request and its answer as raw HTTP text without secrets, for people to read. `response` is empty where none
 * came. `scrub` removes known secret values on top of what names give away.
 */
export function formatExchange(
  request: HttpRequest,
  answer: HttpAnswer | null,
  scrub: (text: string) => string = text => text,
): { readonly request: string; readonly response: string } {
  const url = new URL(request.url)
  const requestHead = [
    `${request.method} ${redactUrl(url.pathname + url.search)} HTTP/1.1`,
    `host: ${url.host}`,
    ...headerLines(Object.entries(request.headers)),
  ]
  const requestText = message(requestHead, requestBody(request.body, scrub), scrub)
  if (answer === null) return { request: requestText, response: '' }

  const responseHead = [
    `HTTP/1.1 ${answer.status} ${answer.statusText}`.trimEnd(),
    ...headerLines(answer.headers),
  ]
  return { request: requestText, response: message(responseHead, answerBody(answer, scrub), scrub) }
}

function message(head: readonly string[], body: string, scrub: (text: string) => string): string {
  const top = scrub(head.join('\n'))
  return body === '' ? top : `${top}\n\n${body}`
}

function requestBody(body: HttpRequest['body'], scrub: (text: string) => string): string {
  if (body === undefined) return ''
  return typeof body === 'string' ? textBody(body, scrub) : `(${body.bytes} bytes of ${body.name}, not shown)`
}

function headerLines(headers: readonly (readonly [string, string])[]): readonly string[] {
  return redactHeaders(headers).map(([name, value]) => `${name}: ${value}`)
}

function answerBody(answer: HttpAnswer, scrub: (text: string) => string): string {
  if (answer.body.length === 0) return ''
  const type = answer.headers.find(([name]) => name === 'content-type')?.[1] ?? ''
  const head = answer.body.subarray(0, MOST_READ * 2)
  if (!isText(type, head))
    return `(${answer.body.length} bytes${type === '' ? '' : ` of ${type}`}, not shown)`
  return textBody(
    new TextDecoder().decode(answer.body.subarray(0, MOST_READ)),
    scrub,
    answer.body.length > MOST_READ,
  )
}

function isText(type: string, head: Uint8Array): boolean {
  if (/^text\/|[/+](json|xml)\b|x-www-form-urlencoded|javascript/i.test(type)) return true
  return type === '' && !head.includes(0)
}

function textBody(text: string, scrub: (text: string) => string, isCut = false): string {
  const safe = visible(scrub(redactText(text.slice(0, MOST_READ))))
  const more = isCut || text.length > MOST_READ || safe.length > MOST_SHOWN
  return more ? `${safe.slice(0, MOST_SHOWN)}\n(shortened)` : safe
}

/** Control characters would hide or move what stands around them. */
function visible(text: string): string {
  return text.replace(/(?![\t\n\r])\p{Cc}/gu, '\u{fffd}')
}
