import type { Connection } from '../../shared/connection.ts'
import type { DocumentQuery } from '../../shared/documents.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { queryParts, readQueryPart } from '../../shared/query-text.ts'
import type { ApiRequest } from '../api-request/index.ts'
import type { HttpAnswer } from '../http/index.ts'
import { parseJson } from './json-reader.ts'
import type { ApiAnswer, ApiClient } from './types.ts'

/** The documents of one collection. */
export interface DocumentsOf {
  readonly applicationId: string
  readonly collectionId: string
  readonly query: DocumentQuery
}

/** Which part of the selected documents is asked for. */
type Slice = { readonly limit: number; readonly offset: number } | 'count' | 'all'

/** Selects documents by GET, SEARCH or POST `documents/query`, whichever the connection can do. */
export interface Selection {
  read(connection: Connection, documents: DocumentsOf, slice: Slice, signal?: AbortSignal): Promise<ApiAnswer>
  /** The same, the body of the answer left unread. */
  fetch(
    connection: Connection,
    documents: DocumentsOf,
    slice: Slice,
    signal?: AbortSignal,
  ): Promise<HttpAnswer>
  /** The request as it would be sent now. */
  request(connection: Connection, documents: DocumentsOf, slice: Slice): ApiRequest
}

/**
 * Some proxies know no SEARCH and answer 405 or 501; the API has POST `documents/query` for that (fact sheet,
 * section 4). What was learned is kept per connection and address until the app ends.
 */
export function createSelection(client: ApiClient): Selection {
  const withoutSearch = new Set<string>()
  const keyOf = ({ id, apiBaseUrl }: Connection): string => `${id} ${apiBaseUrl}`

  const requestFor = (connection: Connection, documents: DocumentsOf, slice: Slice): ApiRequest => {
    const request = selectionRequest(documents, slice)
    return request.method === 'SEARCH' && withoutSearch.has(keyOf(connection)) ? asPost(request) : request
  }

  /** A way to select, with POST in place of SEARCH where that is refused. */
  const selectBy =
    <Answer>(send: (connection: Connection, request: ApiRequest, signal?: AbortSignal) => Promise<Answer>) =>
    async (connection: Connection, documents: DocumentsOf, slice: Slice, signal?: AbortSignal) => {
      const request = requestFor(connection, documents, slice)
      try {
        return await send(connection, request, signal)
      } catch (error) {
        if (request.method !== 'SEARCH' || !isMethodRefused(error)) throw error
        const answer = await send(connection, asPost(request), signal)
        withoutSearch.add(keyOf(connection))
        return answer
      }
    }

  return { request: requestFor, read: selectBy(client.call), fetch: selectBy(client.fetch) }
}

function selectionRequest({ applicationId, collectionId, query }: DocumentsOf, slice: Slice): ApiRequest {
  const body = bodyOf(query, slice)
  return {
    method: body === null ? 'GET' : 'SEARCH',
    segments: [applicationId, 'collections', collectionId, 'documents'],
    query: parametersOf(query, slice),
    ...(body === null ? {} : { body }),
  }
}

function parametersOf(query: DocumentQuery, slice: Slice): (readonly [string, string])[] {
  const parameters: (readonly [string, string])[] = []
  if (query.q.trim() !== '') parameters.push(['q', query.q])
  if (query.search.trim() !== '') parameters.push(['search', query.search])
  if (query.foreignkeys) parameters.push(['foreignkeys', 'true'])
  if (slice === 'count') return [...parameters, ['countonly', 'true']]
  if (query.hidesystemflags) parameters.push(['hidesystemflags', 'true'])
  if (slice !== 'all') parameters.push(['l', String(slice.limit)], ['o', String(slice.offset)])
  return parameters
}

/** The body of a SEARCH; null where no part is set. A count depends on the filter alone. */
function bodyOf(query: DocumentQuery, slice: Slice): Readonly<Record<string, unknown>> | null {
  const body: Record<string, unknown> = {}
  for (const part of slice === 'count' ? (['filter'] as const) : queryParts) {
    const reading = readQueryPart(part, query[part])
    if (!reading.ok)
      throw new ExplorerError('invalid_input', `The ${part} cannot be used. ${reading.message}`)
    // Read again, so that long numbers reach the API digit by digit.
    if (reading.value !== null) body[part] = parseJson(query[part])
  }
  if (typeof slice === 'object' && body.sort !== undefined) body.sort = withTieBreaker(body.sort)
  return Object.keys(body).length === 0 ? null : body
}

/** Pages of a sort with equal values may repeat and lose documents; the unique `_id` as last key settles the order. */
function withTieBreaker(sort: unknown): unknown {
  return typeof sort === 'object' && sort !== null && !Object.hasOwn(sort, '_id') ? { ...sort, _id: 1 } : sort
}

function asPost(request: ApiRequest): ApiRequest {
  return { ...request, method: 'POST', segments: [...request.segments, 'query'] }
}

function isMethodRefused(error: unknown): boolean {
  return error instanceof ExplorerError && (error.status === 405 || error.status === 501)
}
