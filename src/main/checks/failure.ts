import type { CheckStep } from '../../shared/check.ts'
import { type ErrorCode, ExplorerError } from '../../shared/errors.ts'
import type { HttpAnswer, HttpRequest } from '../http/index.ts'
import { headerOf, oauthErrorOf, requestIdOf, statusText } from './answer-text.ts'
import { plainText } from './plain-text.ts'

/** What is known about the failure that ended a check, as far as wording and table need it. */
export interface Failure {
  /** Null when it failed before the first step. */
  readonly step: CheckStep | null
  readonly code: ErrorCode
  /** What was seen, one line. */
  readonly message: string
  readonly hint: string
  /** "GET /access"; empty when nothing was sent. */
  readonly call: string
  /** Host and port that were asked; empty when nothing was sent. */
  readonly host: string
  /** "403 Forbidden"; null when there was no answer. */
  readonly status: string | null
  readonly requestId: string | null
  /** `Retry-After` as the server gave it. */
  readonly retryAfter: string | null
  /** `error` of RFC 6749, from the token step. */
  readonly oauthError: string | null
}

/** The call in whose course something failed. */
export interface LastCall {
  readonly request: HttpRequest
  readonly answer: HttpAnswer | null
}

/**
 * A refusal by the token server that carries no error of RFC 6749 did not come from a token endpoint: the URL is
 * wrong, or something on the way answered. It says nothing about the client.
 */
function codeIn(step: CheckStep | null, code: ErrorCode, oauthError: string | null): ErrorCode {
  return step === 'token' && code === 'request_refused' && oauthError === null ? 'malformed_response' : code
}

/**
 * Reads a failure out of an error and the last call before it. Whatever is not an `ExplorerError` is a mistake of
 * ours and is thrown on: it must not be blamed on a server.
 */
export function failureOf(step: CheckStep | null, error: unknown, last: LastCall | null): Failure {
  if (!(error instanceof ExplorerError)) throw error
  const url = last === null ? null : new URL(last.request.url)
  const answer = last?.answer ?? null
  const oauthError = answer === null || step !== 'token' ? null : oauthErrorOf(answer)
  return {
    step,
    code: codeIn(step, error.code, oauthError),
    message: plainText(error.message, 200),
    hint: plainText(error.hint, 300),
    call: last === null || url === null ? '' : `${last.request.method} ${plainText(url.pathname)}`,
    host: url?.host ?? '',
    status: answer === null ? null : statusText(answer),
    requestId: answer === null ? null : requestIdOf(answer),
    retryAfter: answer === null ? null : plainText(headerOf(answer, 'retry-after') ?? '', 40) || null,
    oauthError,
  }
}
