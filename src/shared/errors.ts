/**
 * What can go wrong, as a closed set. Shown to people through `message` and `hint`; code branches on `code` only.
 */
export const errorCodes = [
  'invalid_client',
  'invalid_scope',
  'api_key_refused',
  'access_refused',
  'rate_limited',
  'server_error',
  'token_expired',
  'forbidden',
  'not_found',
  'conflict',
  'request_refused',
  'network_unreachable',
  'tls',
  'timeout',
  'malformed_response',
  'keychain_unavailable',
  'keychain_locked',
  'invalid_input',
  'cancelled',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** An error as it crosses the process boundary: data, since Electron keeps only the message of a thrown one. */
export interface ErrorData {
  readonly code: ErrorCode
  /** What happened, for people. */
  readonly message: string
  /** What to do about it, for people. Empty when there is nothing to do. */
  readonly hint: string
  /** Whether the same call may succeed later without anything being changed. */
  readonly retryable: boolean
  /** The evidence, redacted: a status line, the head of a body. */
  readonly detail?: string
  /** HTTP status of the answer that caused it, where there was one. */
  readonly status?: number
}

/** The answer to every call over the boundary. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorData }

interface ErrorOptionsWithData extends Partial<Omit<ErrorData, 'code' | 'message'>> {
  readonly cause?: unknown
}

/** The one error class of the app, thrown in main and rebuilt from its data in the renderer. */
export class ExplorerError extends Error {
  readonly code: ErrorCode
  readonly hint: string
  readonly retryable: boolean
  readonly detail: string | undefined
  readonly status: number | undefined

  constructor(code: ErrorCode, message: string, options: ErrorOptionsWithData = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'ExplorerError'
    this.code = code
    this.hint = options.hint ?? ''
    this.retryable = options.retryable ?? false
    this.detail = options.detail
    this.status = options.status
  }

  static from(data: ErrorData): ExplorerError {
    return new ExplorerError(data.code, data.message, data)
  }

  toData(): ErrorData {
    return {
      code: this.code,
      message: this.message,
      hint: this.hint,
      retryable: this.retryable,
      ...(this.detail === undefined ? {} : { detail: this.detail }),
      ...(this.status === undefined ? {} : { status: this.status }),
    }
  }
}

/** Makes the compiler prove that a switch handles every member of a union. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${String(value)}`)
}
