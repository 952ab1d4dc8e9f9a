import type { Connection } from '../../shared/connection.ts'
import type { CallInput, CallName, CallOutput, View } from '../../shared/contract.ts'
import { blockSize, type DocumentQuery } from '../../shared/documents.ts'
import { assertNever, ExplorerError } from '../../shared/errors.ts'
import type { ApiRequest } from '../api-request/index.ts'
import { metaOf } from './answer-meta.ts'
import { parameterAt, readApplicationDetail } from './application-detail.ts'
import { readApplications } from './applications.ts'
import { readCollections } from './collections.ts'
import { readCount } from './count.ts'
import { csvText, saveCsv } from './csv-export.ts'
import { apiCurl, tokenCurl } from './curl.ts'
import { documentDetail } from './detail.ts'
import { blockOf, createDocumentPages } from './document-pages.ts'
import { prettyJson } from './json-writer.ts'
import { locate } from './locate.ts'
import { createQueryHistory } from './query-history.ts'
import { createSelection, type DocumentsOf } from './selection.ts'
import type { ApiClient } from './types.ts'

/** A view that the API answered: all but the token. */
type ApiView = Exclude<View, { readonly view: 'token' }>

/** What the explorer's calls need. */
export interface ApiParts {
  readonly client: ApiClient
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Folder of the query history. */
  readonly queriesFolder: string
  /** Queries kept for each collection. */
  readonly queryLimit: () => number
}

type CallsOfApi =
  | 'applications'
  | 'application'
  | 'revealParameter'
  | 'collections'
  | 'documents'
  | 'count'
  | 'document'
  | 'documentAt'
  | 'jsonOf'
type Input<N extends CallName> = Omit<CallInput<N>, 'connectionId'>

/** One function for each `api.*` and `queries.*` call of the contract; the connection comes looked up. */
export type Api = {
  readonly [N in CallsOfApi]: (
    connection: Connection,
    input: Input<`api.${N}`>,
    signal?: AbortSignal,
  ) => Promise<CallOutput<`api.${N}`>>
} & {
  /** Writes the CSV to the path that was chosen. */
  saveCsv(
    connection: Connection,
    input: Input<'api.saveCsv'>,
    path: string,
    signal?: AbortSignal,
  ): Promise<{ readonly path: string; readonly rows: number }>
  /** The CSV for the clipboard. */
  csvText(
    connection: Connection,
    input: Input<'api.copyCsv'>,
    signal?: AbortSignal,
  ): Promise<{ readonly text: string; readonly rows: number }>
  /** The body of one page of documents as it came: for those who read it elsewhere than in the main thread. */
  documentPage(
    connection: Connection,
    documents: DocumentsOf,
    page: { readonly limit: number; readonly offset: number },
    signal?: AbortSignal,
  ): Promise<Uint8Array>
  curl(connection: Connection, input: View): CallOutput<'api.curl'>
  /** The request behind a view of the explorer, as it would be sent now. */
  request(connection: Connection, view: ApiView): ApiRequest
  locate(connection: Connection, input: Input<'api.locate'>): CallOutput<'api.locate'>
  queryHistory(connection: Connection, input: Omit<DocumentsOf, 'query'>): Promise<readonly DocumentQuery[]>
  rememberQuery(connection: Connection, input: DocumentsOf): Promise<null>
  clearQueries(): Promise<null>
  /** Drops what is kept of a connection that was removed: its blocks of documents and its queries. */
  forgetConnection(connectionId: string): Promise<void>
}

/** Makes the explorer's side of the API. */
export function createApi({ client, now, queriesFolder, queryLimit }: ApiParts): Api {
  const selection = createSelection(client)
  const pages = createDocumentPages(selection, now)
  const history = createQueryHistory({ folder: queriesFolder, limit: queryLimit, now })

  const get = (connection: Connection, segments: readonly string[], signal: AbortSignal | undefined) =>
    client.call(connection, { method: 'GET', segments, query: [] }, signal)

  /** A block that was loaded; asked for again where it had to make room in the meantime. */
  const listOf = async (connection: Connection, input: DocumentsOf, block: number, signal?: AbortSignal) =>
    (await pages.load(connection, input, block, { fresh: false, signal })).documents ?? []

  const requestOfView = (connection: Connection, view: ApiView): ApiRequest =>
    requestOf(view, input => selection.request(connection, input, firstBlock))

  return {
    async applications(connection, _input, signal) {
      const answer = await get(connection, ['access'], signal)
      return { ...readApplications(answer.data, now()), meta: metaOf(answer, now()) }
    },

    async application(connection, { applicationId }, signal) {
      return readApplicationDetail(await get(connection, [applicationId], signal), applicationId, now())
    },

    async revealParameter(connection, { applicationId, path }, signal) {
      const answer = await get(connection, [applicationId], signal)
      return { value: prettyJson(parameterAt(answer.data, path)) }
    },

    async collections(connection, { applicationId }, signal) {
      const answer = await get(connection, [applicationId, 'collections'], signal)
      return { ...readCollections(answer.data), meta: metaOf(answer, now()) }
    },

    async documents(connection, { block, fresh, ...documents }, signal) {
      return blockOf(block, await pages.load(connection, documents, block, { fresh, signal }))
    },

    async count(connection, input, signal) {
      const answer = await selection.read(connection, input, 'count', signal)
      return { count: readCount(answer.data), timestamp: answer.timestamp }
    },

    async document(connection, { applicationId, collectionId, documentId }, signal) {
      const segments = [applicationId, 'collections', collectionId, 'documents', documentId]
      return documentDetail((await get(connection, segments, signal)).data)
    },

    async documentAt(connection, { index, ...input }, signal) {
      const documents = await listOf(connection, input, Math.floor(index / blockSize), signal)
      const at = index % blockSize
      if (at >= documents.length) {
        throw new ExplorerError('not_found', 'The list no longer has a document in this place.', {
          hint: 'Refresh the documents.',
        })
      }
      return documentDetail(documents[at])
    },

    async jsonOf(connection, { from, to, ...input }, signal) {
      const texts = []
      const end = Math.min(to, from + maxJsonDocuments)
      for (let block = Math.floor(from / blockSize); block * blockSize < end; block++) {
        const first = block * blockSize
        const documents = await listOf(connection, input, block, signal)
        const wanted = documents.slice(Math.max(0, from - first), end - first)
        texts.push(...wanted.map(document => prettyJson(document)))
        if (documents.length < blockSize) break
      }
      return texts
    },

    async saveCsv(connection, input, path, signal) {
      return { path, rows: await saveCsv(pages, connection, input, path, signal) }
    },

    csvText: (connection, input, signal) => csvText(pages, connection, input, signal),

    async documentPage(connection, documents, page, signal) {
      return (await selection.fetch(connection, documents, page, signal)).body
    },

    curl(connection, view) {
      if (view.view === 'token') return { text: tokenCurl(connection) }
      return { text: apiCurl(connection, requestOfView(connection, view)) }
    },

    request: requestOfView,

    locate: (connection, { text, ...here }) => locate(connection.apiBaseUrl, text, here),

    queryHistory: (connection, input) => history.list(connection, input),

    async rememberQuery(connection, input) {
      await history.remember(connection, input)
      return null
    },

    async clearQueries() {
      await history.clear()
      return null
    },

    async forgetConnection(connectionId) {
      pages.forget(connectionId)
      await history.forget(connectionId)
    },
  }
}

/** The most documents that `jsonOf` writes at a time, as the contract says. */
const maxJsonDocuments = 50
const firstBlock = { limit: blockSize, offset: 0 }

/** The request behind a view of the explorer. */
function requestOf(view: ApiView, documentsRequest: (input: DocumentsOf) => ApiRequest): ApiRequest {
  const get = (...segments: string[]): ApiRequest => ({ method: 'GET', segments, query: [] })
  switch (view.view) {
    case 'applications':
      return get('access')
    case 'application':
      return get(view.applicationId)
    case 'collections':
      return get(view.applicationId, 'collections')
    case 'documents':
      return documentsRequest(view)
    case 'document':
      return get(view.applicationId, 'collections', view.collectionId, 'documents', view.documentId)
    default:
      return assertNever(view)
  }
}
