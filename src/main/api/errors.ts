import { type ErrorCode, ExplorerError } from '../../shared/errors.ts'
import type { HttpAnswer, HttpRequest } from '../http/index.ts'
import { headerOf, htmlTitle, lenientText, looksLikeHtml, shorten } from './answer-text.ts'
import { parseJson } from './json-reader.ts'
import { isJsonObject, ownValue } from './json-values.ts'

interface Wording {
  readonly code: ErrorCode
  readonly message: string
  readonly hint: string
  readonly retryable?: boolean
}

/** What an error answer is turned into an error with. */
export interface ErrorContext {
  readonly request: HttpRequest
  readonly answer: HttpAnswer
  /** Redacted head of the answer. */
  readonly evidence: string
  /** Hides secrets in the one line that is quoted from the body. */
  readonly redact: (text: string) => string
  /** Milliseconds since the epoch, for a Retry-After that is a date. */
  readonly now: number
}

/**
 * Turns an answer other than 2xx into an error. Error statuses and bodies of the API are not documented (fact sheet,
 * section 5): the status decides, the body gives at most a headline, and 401 and 403 blame the API key only where
 * the answer names it.
 */
export function errorOfAnswer(context: ErrorContext): ExplorerError {
  const { answer, evidence, redact } = context
  const headline = redact(headlineOf(answer) ?? '')
  const { code, message, hint, retryable = false } = wordingOf(context, headline)
  const said = headline === '' ? '' : ` It said: ${headline.replace(/[.\s]+$/, '')}.`
  return new ExplorerError(code, message + said, { hint, retryable, detail: evidence, status: answer.status })
}

function wordingOf({ request, answer, now }: ErrorContext, headline: string): Wording {
  const { status } = answer
  if (status === 401 || status === 403) return refusal(request, answer, headline)
  if (status === 404) {
    return {
      code: 'not_found',
      message: 'The API has nothing at this address (404).',
      hint: 'It may have been deleted, the ID may be wrong, or this connection may not be allowed to see it.',
    }
  }
  if (status === 408) {
    return { code: 'timeout', message: 'The API gave up waiting (408).', hint: 'Try again.', retryable: true }
  }
  if (status === 409 || status === 412) {
    return {
      code: 'conflict',
      message: `The API reports a conflict (${status}).`,
      hint: 'Somebody else may have changed the data. Refresh and look again.',
    }
  }
  if (status === 429) {
    const wait = retryAfter(headerOf(answer, 'retry-after'), now)
    return {
      code: 'rate_limited',
      message: 'The API asks for fewer requests (429).',
      hint: wait === null ? 'Wait a minute, then try again.' : `Try again in ${wait}.`,
      retryable: true,
    }
  }
  if (status >= 500) {
    const wait = retryAfter(headerOf(answer, 'retry-after'), now)
    return {
      code: 'server_error',
      message: `The API failed to answer (${status}).`,
      hint: `The fault is on the side of the API or of a proxy. Try again ${wait === null ? 'later' : `in ${wait}`}.`,
      retryable: true,
    }
  }
  if (status >= 300 && status < 400) {
    return {
      code: 'malformed_response',
      message: `The API answered with a redirect that leads nowhere (${status}).`,
      hint: 'Check the API base URL.',
    }
  }
  return {
    code: 'request_refused',
    message: `The API refused the request (${status}).`,
    hint: status === 400 || status === 422 ? 'Check the filter, the sort and the other parameters.' : '',
  }
}

function refusal(request: HttpRequest, answer: HttpAnswer, headline: string): Wording {
  const { status } = answer
  const asked = new URL(request.url)
  if (URL.canParse(answer.url) && new URL(answer.url).origin !== asked.origin) {
    return {
      code: 'access_refused',
      message: `The API redirected to ${new URL(answer.url).host}, which refused the request (${status}).`,
      hint: 'Token and API key are not sent to another host. If that host is right, make it the API base URL.',
    }
  }
  if (namesApiKey(answer, headline)) {
    return {
      code: 'api_key_refused',
      message: `The API refused the API Key (${status}).`,
      hint: 'Check the API Key for missing characters, or ask your reseller for a new one.',
    }
  }
  if (status === 403 && !/\/access$/.test(asked.pathname)) {
    return {
      code: 'forbidden',
      message: 'This connection is not allowed to open this (403).',
      hint: 'Its role may not include it. Ask your reseller which applications and collections it may read.',
    }
  }
  return {
    code: 'access_refused',
    message: `The API refused this connection, though its token is fresh (${status}).`,
    hint: 'Either the API Key is wrong or the role is missing: the answer does not tell which. Check the API Key first.',
  }
}

function namesApiKey(answer: HttpAnswer, headline: string): boolean {
  const pattern = /\b(?:x[\s_-]?)?api[\s_-]?key\b/i
  return (
    pattern.test(headline) ||
    pattern.test(headerOf(answer, 'www-authenticate') ?? '') ||
    pattern.test(bodyHead(answer))
  )
}

function bodyHead(answer: HttpAnswer): string {
  const text = lenientText(answer, 4096)
  return looksLikeHtml(text) ? '' : text
}

/** The one line of an error body that says most: usual keys of JSON, the title of a page, the first line of text. */
function headlineOf(answer: HttpAnswer): string | null {
  const text = lenientText(answer, 64 * 1024).trim()
  if (text === '') return null
  if (looksLikeHtml(text)) return htmlTitle(text)
  let body: unknown
  try {
    body = parseJson(text)
  } catch {
    // Not JSON, or cut at the limit above: the first line of text is all there is.
    return oneLine(text.split('\n', 1)[0] ?? '')
  }
  return messageIn(body, 0)
}

const messageKeys = ['message', 'error_description', 'detail', 'error', 'errors', 'title', 'data']

/** Looks for a message under the usual keys, in lists and in nested error objects; three levels are plenty. */
function messageIn(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return oneLine(value)
  if (depth > 3) return null
  if (Array.isArray(value)) return messageIn(value[0], depth + 1)
  if (!isJsonObject(value)) return null
  for (const key of messageKeys) {
    const found = messageIn(ownValue(value, key), depth + 1)
    if (found !== null) return found
  }
  return null
}

function oneLine(text: string): string | null {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return line === '' ? null : shorten(line, 200)
}

/** Retry-After (RFC 9110 section 10.2.3) in words: seconds, or a date; null when missing or not understood. */
function retryAfter(header: string | null, now: number): string | null {
  if (header === null || header.trim() === '') return null
  const seconds = /^\s*\d{1,9}\s*$/.test(header)
    ? Number(header)
    : Math.ceil((Date.parse(header) - now) / 1000)
  if (!Number.isFinite(seconds) || seconds < 0) return null
  if (seconds < 120) return seconds === 1 ? '1 second' : `${seconds} seconds`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`
}
