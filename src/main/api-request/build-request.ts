import type { ApiRequest, BuildApiRequest } from './types.ts'
import { apiUrl } from './urls.ts'

/** 64 MiB: four times the largest document that MongoDB stores, and far above a block of usual ones. */
const maxAnswerBytes = 64 * 1024 * 1024

export const buildApiRequest: BuildApiRequest = (connection, request, token, apiKey, signal) => ({
  method: request.method,
  url: apiUrl(connection.apiBaseUrl, request.segments, request.query),
  headers: {
    ...Object.fromEntries(connection.extraHeaders.map(({ name, value }) => [name.toLowerCase(), value])),
    accept: 'application/json',
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    authorization: `Bearer ${token.value}`,
    'x-api-key': apiKey,
  },
  ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  timeLimitMs: connection.timeLimitSeconds * 1000,
  maxBytes: maxAnswerBytes,
  redirects: 'same-origin-secrets',
  signal,
})

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'SEARCH'])

/** Whether a call only reads, so that it may be sent twice. POST `documents/query` is a SEARCH in other words. */
export function isRead(request: ApiRequest): boolean {
  if (safeMethods.has(request.method)) return true
  const [parent, last] = request.segments.slice(-2)
  return request.method === 'POST' && parent === 'documents' && last === 'query'
}
