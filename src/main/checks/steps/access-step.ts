import type { Connection } from '../../../shared/connection.ts'
import { ExplorerError } from '../../../shared/errors.ts'
import type { BuildApiRequest } from '../../api-request/index.ts'
import type { AccessToken } from '../../auth/index.ts'
import type { Http, HttpRequest } from '../../http/index.ts'
import { envelopeData, refusalOf } from '../api-answer.ts'
import type { StepContext } from '../types.ts'

/** What can stand in a header (RFC 9110, section 5.5), as far as HTTP clients send it. */
const headerValue = /^[\t\x20-\x7e\x80-\xff]+$/

/** An entry of `GET /access`, as far as the check reads it. */
export interface ListedApplication {
  readonly id: string
  readonly name: string
  readonly expiry: unknown
}

/** What `GET /access` listed. `odd` counts the entries that are no application. */
export interface AccessList {
  readonly applications: readonly ListedApplication[]
  readonly odd: number
}

/** An ID that can be one segment of a path. IDs are not always 24 hex digits (fact sheet, section 3). */
function isApplicationId(id: unknown): id is string {
  return typeof id === 'string' && /^[^\p{Cc}]{1,200}$/u.test(id) && id !== '.' && id !== '..'
}

function listedApplication(entry: unknown): ListedApplication | null {
  if (typeof entry !== 'object' || entry === null || !('_id' in entry) || !isApplicationId(entry._id))
    return null
  const name = 'name' in entry && typeof entry.name === 'string' ? entry.name : ''
  return { id: entry._id, name, expiry: 'expiry' in entry ? entry.expiry : undefined }
}

function accessList(data: unknown): AccessList {
  if (!Array.isArray(data)) {
    throw new ExplorerError('malformed_response', 'The answer is JSON, but its “data” is not a list.')
  }
  const applications = data.map(listedApplication).filter(application => application !== null)
  if (data.length > 0 && applications.length === 0) {
    throw new ExplorerError('malformed_response', 'The list has entries, but none of them is an application.')
  }
  return { applications, odd: data.length - applications.length }
}

/** A call of the API for the check: never longer than what is left of the step. */
export function checkCall(
  build: BuildApiRequest,
  connection: Connection,
  segments: readonly string[],
  token: AccessToken,
  apiKey: string,
  step: StepContext,
): HttpRequest {
  const request = build(connection, { method: 'GET', segments, query: [] }, token, apiKey, step.signal)
  return { ...request, timeLimitMs: Math.min(request.timeLimitMs, step.limitMs) }
}

/** Lists the applications by `GET /access`. Throws what `http` throws, and the refusals of `api-answer.ts`. */
export async function listApplications(
  tools: { readonly http: Http; readonly buildApiRequest: BuildApiRequest },
  connection: Connection,
  token: AccessToken,
  apiKey: string,
  step: StepContext,
): Promise<AccessList> {
  if (!headerValue.test(apiKey)) {
    throw new ExplorerError('invalid_input', 'The API Key is empty or has characters that cannot be sent.')
  }
  const request = checkCall(tools.buildApiRequest, connection, ['access'], token, apiKey, step)
  step.record('GET /access', request, null)
  const answer = await tools.http(request)
  step.record('GET /access', request, answer)
  const refusal = refusalOf(request, answer)
  if (refusal !== null) throw refusal
  return accessList(envelopeData(answer))
}
