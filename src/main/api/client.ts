import type { Connection } from '../../shared/connection.ts'
import { type ApiRequest, buildApiRequest, isRead } from '../api-request/index.ts'
import type { ReadCredentials, Tokens } from '../auth/index.ts'
import type { Http, HttpAnswer, HttpRequest } from '../http/index.ts'
import { readEnvelope } from './envelope.ts'
import { errorOfAnswer } from './errors.ts'
import { createRedact, evidenceOf, type Redact } from './evidence.ts'
import type { ApiClient } from './types.ts'

/** What the client of the API needs. */
export interface ApiClientParts {
  readonly http: Http
  readonly tokens: Pick<Tokens, 'get' | 'replace'>
  readonly readCredentials: ReadCredentials
  /** Removes secret values that the app knows of, on top of those of the call itself. */
  readonly scrub?: Redact
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/**
 * Calls the API with both headers. After a 401 the token is replaced and a reading call sent once more; a writing
 * call never is. Throws `ExplorerError` for everything but a 2xx answer with a readable body.
 */
export function createApiClient(parts: ApiClientParts): ApiClient {
  const { http, tokens, readCredentials, scrub, now } = parts

  const check = (request: HttpRequest, answer: HttpAnswer, secrets: readonly string[]): Checked => {
    const redact: Redact = text => createRedact(secrets, scrub)(text)
    const evidence = (): string => evidenceOf(answer, redact)
    if (answer.status >= 200 && answer.status < 300) return { request, answer, evidence }
    throw errorOfAnswer({ request, answer, evidence: evidence(), redact, now: now() })
  }

  const send = async (
    connection: Connection,
    request: ApiRequest,
    signal: AbortSignal | undefined,
  ): Promise<Checked> => {
    const [token, { apiKey }] = await Promise.all([
      tokens.get(connection, signal),
      readCredentials(connection.id, signal),
    ])
    const first = buildApiRequest(connection, request, token, apiKey, signal)
    const answer = await http(first)
    if (answer.status !== 401 || !isRead(request) || leftOrigin(first, answer)) {
      return check(first, answer, [token.value, apiKey])
    }
    const fresh = await tokens.replace(connection, token, signal)
    const second = buildApiRequest(connection, request, fresh, apiKey, signal)
    return check(second, await http(second), [token.value, fresh.value, apiKey])
  }

  return {
    async call(connection, request, signal) {
      const { evidence, ...sent } = await send(connection, request, signal)
      return { ...sent, ...readEnvelope(sent.answer, evidence) }
    },
    async fetch(connection, request, signal) {
      return (await send(connection, request, signal)).answer
    },
  }
}

/** An answer with a status of success, and what to show of it if its body turns out to be unreadable. */
interface Checked {
  readonly request: HttpRequest
  readonly answer: HttpAnswer
  readonly evidence: () => string
}

/** A host that never saw the token says nothing about it with a 401. */
function leftOrigin(request: HttpRequest, answer: HttpAnswer): boolean {
  return URL.canParse(answer.url) && new URL(answer.url).origin !== new URL(request.url).origin
}
