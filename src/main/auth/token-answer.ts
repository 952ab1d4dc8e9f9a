import { ExplorerError } from '../../shared/errors.ts'
import type { HttpAnswer } from '../http/index.ts'

const decoder = new TextDecoder()

/** The body of a token answer, as far as it is a JSON object. */
export type AnswerFields = Readonly<Record<string, unknown>>

/** The members of a JSON object, or null for anything else. */
export function fieldsOf(answer: HttpAnswer): AnswerFields | null {
  try {
    const value: unknown = JSON.parse(decoder.decode(answer.body))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/**
 * The answer as openid-client takes it. The service is not known to keep to the letter of RFC 6749, so what is
 * harmless is put right: any 2xx is a success, members that are null are missing ones, a list of scopes is joined,
 * and JSON is JSON whatever its content type says. An `id_token` is dropped: nobody reads it, and where only a
 * token URL is known its issuer cannot be checked, which the library takes for an attack.
 */
export function forLibrary(answer: HttpAnswer): Response {
  const fields = fieldsOf(answer)
  const isSuccess = answer.status >= 200 && answer.status <= 299
  if (fields !== null && isSuccess) return successForLibrary(fields)
  const headers = new Headers(answer.headers.map(([name, value]): [string, string] => [name, value]))
  headers.delete('content-encoding')
  headers.delete('content-length')
  const mayHaveBody = ![204, 205, 304].includes(answer.status)
  return new Response(mayHaveBody ? Buffer.from(answer.body) : null, { status: answer.status, headers })
}

/**
 * A success without a body: it is parsed already, and the stream that a body needs took a tenth of the time of a
 * check over a list. The library reads it by `json` alone.
 */
function successForLibrary(fields: AnswerFields): Response {
  const kept = Object.entries(fields).filter(([name, value]) => name !== 'id_token' && value !== null)
  const normal = kept.map(([name, value]) => [name, name === 'scope' ? scopeText(value) : value])
  const response = new Response(null, { status: 200, headers: { 'content-type': 'application/json' } })
  return Object.assign(response, { json: async () => Object.fromEntries(normal) })
}

function scopeText(scope: unknown): unknown {
  return Array.isArray(scope) ? scope.filter(part => typeof part === 'string').join(' ') : scope
}

/** What travels in a header: visible ASCII, so that a token cannot carry a line break into one. */
const tokenPattern = /^[\x21-\x7e]+$/

/** The token of an answer. Throws `malformed_response` where it cannot be sent as a header. */
export function usableToken(token: string, host: string): string {
  if (tokenPattern.test(token) && token.length <= 64_000) return token
  throw new ExplorerError('malformed_response', `${host} gave a token that cannot be used.`, {
    hint: 'Ask the operator of the token server.',
  })
}

/** Taken where the answer names no lifetime: that of the documented sample (fact sheet, section 2). */
const assumedLifetimeSeconds = 300
/** Beyond ten years a date is a mistake, and past the range of dates it would throw. */
const longestLifetimeSeconds = 10 * 366 * 24 * 3600

/** Seconds that a token lives. */
export function lifetimeOf(expiresIn: number | undefined): number {
  return Math.min(expiresIn ?? assumedLifetimeSeconds, longestLifetimeSeconds)
}
