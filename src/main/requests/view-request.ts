import { type BuiltRequest, emptyRequest } from '../../shared/requests.ts'
import type { ApiRequest } from '../api-request/index.ts'

/** Where in a path which ID stands (fact sheet of the API, section 4). */
const placeholders = ['ApplicationID', null, 'CollectionID', null, 'DocumentID'] as const

/** A request of the explorer, with placeholders in the places of its IDs, so that others can be chosen. */
export function requestOfView({ method, segments, query, body }: ApiRequest): BuiltRequest {
  const values: { name: string; value: string }[] = []
  const isAccess = segments.length === 1 && segments[0] === 'access'
  const path = segments.map((segment, at) => {
    const name = isAccess ? null : (placeholders[at] ?? null)
    const isQuery = at === 4 && segment === 'query' && method === 'POST'
    if (name === null || isQuery) return encodeURIComponent(segment)
    values.push({ name, value: segment })
    return `{${name}}`
  })
  return {
    ...emptyRequest,
    method,
    path: `/${path.join('/')}`,
    values,
    query: query.map(([name, value]) => ({ name, value, on: true })),
    body: body === undefined ? emptyRequest.body : { kind: 'json', text: exactPretty(body), fields: [] },
  }
}

/** Numbers that were read digit by digit stay so: `JSON.stringify` writes them as they came. */
function exactPretty(body: unknown): string {
  return JSON.stringify(body, null, 2)
}
