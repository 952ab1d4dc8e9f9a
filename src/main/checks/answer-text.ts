import type { HttpAnswer } from '../http/index.ts'
import { plainText } from './plain-text.ts'

const decoder = new TextDecoder()

/** Bytes as text; what is not UTF-8 becomes a replacement character. */
export function textOf(body: Uint8Array): string {
  return decoder.decode(body)
}

/** A header by its lower-case name, several of them joined by a comma; null when missing. */
export function headerOf(answer: HttpAnswer, name: string): string | null {
  const values = answer.headers.filter(([header]) => header === name).map(([, value]) => value)
  return values.length === 0 ? null : values.join(', ')
}

/** Under which name servers and gateways give the number of a request, most telling first. */
const requestIdHeaders = [
  'x-request-id',
  'request-id',
  'x-correlation-id',
  'x-amzn-requestid',
  'apigw-requestid',
  'x-ms-request-id',
  'x-amzn-trace-id',
  'traceparent',
  'cf-ray',
]

/** The number under which the server knows the request, for a message to those who run it. */
export function requestIdOf(answer: HttpAnswer): string | null {
  for (const name of requestIdHeaders) {
    const value = plainText(headerOf(answer, name) ?? '', 100)
    if (value !== '') return value
  }
  return null
}

/** "403 Forbidden", or the number alone where the server gave no words. */
export function statusText(answer: Pick<HttpAnswer, 'status' | 'statusText'>): string {
  return plainText(`${answer.status} ${answer.statusText}`, 60)
}

/** The `error` member of an answer of the token endpoint (RFC 6749, section 5.2); null when there is none. */
export function oauthErrorOf(answer: HttpAnswer): string | null {
  try {
    const body: unknown = JSON.parse(textOf(answer.body))
    if (typeof body !== 'object' || body === null || !('error' in body)) return null
    return typeof body.error === 'string' ? plainText(body.error, 60) : null
  } catch {
    // Not JSON, so not an error of RFC 6749.
    return null
  }
}
