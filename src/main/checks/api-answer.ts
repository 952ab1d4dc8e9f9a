import { ExplorerError } from '../../shared/errors.ts'
import type { HttpAnswer, HttpRequest } from '../http/index.ts'
import { statusText, textOf } from './answer-text.ts'
import { namesApiKey } from './names-api-key.ts'

/**
 * Stricter than the explorer's reading of errors, since a verdict is sent to people who act on it: the key is blamed
 * only where nothing else can be meant, and an answer from another host says nothing about the values.
 *
 * What an answer of the API other than success means, by its status first: bodies of errors are not documented
 * (fact sheet, section 5). Null for a success.
 */
export function refusalOf(request: HttpRequest, answer: HttpAnswer): ExplorerError | null {
  if (isElsewhere(answer.url, request.url)) {
    // Token and key are not sent across origins, so this answer says nothing about them.
    return new ExplorerError('malformed_response', `The call was sent on to ${new URL(answer.url).host}.`)
  }
  const { status } = answer
  if (status >= 200 && status < 300) return null
  const error = (code: ConstructorParameters<typeof ExplorerError>[0]) =>
    new ExplorerError(code, `The API answered ${statusText(answer)}.`, { status })
  if (status === 408) return error('timeout')
  if (status === 429) return error('rate_limited')
  if (status >= 500) return error('server_error')
  if ((status === 400 || status === 401 || status === 403) && namesApiKey(answer)) {
    return error('api_key_refused')
  }
  if (status === 401 || status === 403) return error('access_refused')
  if (status === 404) return error('not_found')
  return error('request_refused')
}

/** Whether an answer came from another origin than was asked. */
function isElsewhere(answered: string, asked: string): boolean {
  return answered !== asked && new URL(answered).origin !== new URL(asked).origin
}

/**
 * The `data` of an answer. The check insists on the documented envelope, where the explorer shows whatever comes:
 * a page of a proxy with status 200 must not pass for a working API.
 * Throws `ExplorerError` with `malformed_response`.
 */
export function envelopeData(answer: HttpAnswer): unknown {
  const text = textOf(answer.body).trim()
  if (text === '') throw new ExplorerError('malformed_response', 'The answer is empty.')
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (cause) {
    const kind = text.startsWith('<') ? 'a web page' : 'not JSON'
    throw new ExplorerError('malformed_response', `The answer is ${kind}.`, { cause })
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body) || !('data' in body)) {
    throw new ExplorerError('malformed_response', 'The answer is JSON, but has no “data”.')
  }
  return body.data
}
