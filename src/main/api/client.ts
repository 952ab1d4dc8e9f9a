import type { ReadCredentials, Tokens } from '../auth/index.ts'
import type { Http, HttpAnswer, HttpRequest } from '../http/index.ts'
import { readEnvelope } from './envelope.ts'
import { errorOfAnswer } from './errors.ts'
import { createRedact, evidenceOf, type Redact } from './evidence.ts'
import { buildApiRequest, isRead } from './request.ts'
import type { ApiAnswer, ApiClient } from './types.ts'

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

  const readAnswer = (request: HttpRequest, answer: HttpAnswer, secrets: readonly string[]): ApiAnswer => {
    const redact: Redact = text => createRedact(secrets, scrub)(text)
    const evidence = (): string => evidenceOf(answer, redact)
    if (answer.status >= 200 && answer.status < 300) {
      return { answer, request, ...readEnvelope(answer, evidence) }
    }
    throw errorOfAnswer({ request, answer, evidence: evidence(), redact, now: now() })
  }

  return {
    async call(connection, request, signal) {
      const [token, { apiKey }] = await Promise.all([
        tokens.get(connection, signal),
        readCredentials(connection.id, signal),
      ])
      const first = buildApiRequest(connection, request, token, apiKey, signal)
      const answer = await http(first)
      if (answer.status !== 401 || !isRead(request) || leftOrigin(first, answer)) {
        return readAnswer(first, answer, [token.value, apiKey])
      }
      const fresh = await tokens.replace(connection, token, signal)
      const second = buildApiRequest(connection, request, fresh, apiKey, signal)
      return readAnswer(second, await http(second), [token.value, fresh.value, apiKey])
    },
  }
}

/** A host that never saw the token says nothing about it with a 401. */
function leftOrigin(request: HttpRequest, answer: HttpAnswer): boolean {
  return URL.canParse(answer.url) && new URL(answer.url).origin !== new URL(request.url).origin
}
