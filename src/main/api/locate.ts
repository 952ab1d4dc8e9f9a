import { type DocumentQuery, emptyQuery, type Place } from '../../shared/documents.ts'
import { ExplorerError } from '../../shared/errors.ts'
import { basePathOf } from '../api-request/index.ts'

/** Where somebody is while typing: null above an application, or above a collection. */
export interface Here {
  readonly applicationId: string | null
  readonly collectionId: string | null
}

/**
 * Understands what somebody typed or pasted: an ID, which means an application, a collection or a document depending
 * on where they are; a path below the API base URL; or an API URL with its parameters. Throws `invalid_input`.
 */
export function locate(apiBaseUrl: string, text: string, here: Here): Place {
  const typed = text.trim()
  if (typed === '') throw new ExplorerError('invalid_input', 'Type an ID or paste an API URL.')
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(typed)) return placeOfUrl(apiBaseUrl, typed)
  const { host, protocol } = new URL(apiBaseUrl)
  if (typed.startsWith(`${host}/`)) return placeOfUrl(apiBaseUrl, `${protocol}//${typed}`)
  if (typed.includes('/')) {
    const { origin, path } = basePathOf(new URL(apiBaseUrl))
    return placeOfUrl(apiBaseUrl, `${origin}${path}/${typed.replace(/^\/+/, '')}`)
  }
  return placeOfId(checkedId(typed), here)
}

function placeOfId(id: string, { applicationId, collectionId }: Here): Place {
  if (applicationId === null) return { kind: 'application', applicationId: id }
  if (collectionId === null) {
    return { kind: 'documents', applicationId, collectionId: id, query: emptyQuery }
  }
  return { kind: 'document', applicationId, collectionId, documentId: id }
}

function placeOfUrl(apiBaseUrl: string, text: string): Place {
  if (!URL.canParse(text)) throw new ExplorerError('invalid_input', 'This is not a complete address.')
  const url = new URL(text)
  const base = basePathOf(new URL(apiBaseUrl))
  if (url.origin !== base.origin) {
    throw new ExplorerError('invalid_input', `This address is on ${url.host || 'another host'}.`, {
      hint: `This connection reaches ${new URL(apiBaseUrl).host} only. Open it in a connection for that host.`,
    })
  }
  const { path } = basePathOf(url)
  if (path !== base.path && !path.startsWith(`${base.path}/`)) {
    throw new ExplorerError('invalid_input', `This address is not below ${apiBaseUrl}.`, {
      hint: 'Only addresses below the API base URL of the connection can be opened.',
    })
  }
  const segments = path.slice(base.path.length).split('/').slice(1).map(decoded)
  return placeOfSegments(segments, url.searchParams)
}

function placeOfSegments(segments: readonly string[], parameters: URLSearchParams): Place {
  const [first, collections, collection, documents, document, ...rest] = segments
  if (first === undefined || (first === 'access' && collections === undefined))
    return { kind: 'applications' }
  const applicationId = checkedId(first)
  if (collections === undefined) return { kind: 'application', applicationId }
  if (collections !== 'collections' || rest.length > 0) throw unknownPlace()
  if (collection === undefined) return { kind: 'collections', applicationId }
  const collectionId = checkedId(collection)
  if (documents === undefined) {
    return { kind: 'documents', applicationId, collectionId, query: emptyQuery }
  }
  if (documents !== 'documents') throw unknownPlace()
  if (document === undefined || document === 'query') {
    return { kind: 'documents', applicationId, collectionId, query: queryOf(parameters) }
  }
  return { kind: 'document', applicationId, collectionId, documentId: checkedId(document) }
}

/** Parameters that the query bar has; paging is the table's own affair. */
function queryOf(parameters: URLSearchParams): DocumentQuery {
  const flag = (name: string): boolean =>
    ['', '1', 'true'].includes(parameters.get(name)?.toLowerCase() ?? 'false')
  const text = (name: string): string => (parameters.get(name) ?? '').slice(0, 2000)
  return {
    ...emptyQuery,
    q: text('q'),
    search: text('search'),
    foreignkeys: flag('foreignkeys'),
    hidesystemflags: flag('hidesystemflags'),
  }
}

/** The limits of an ID in the contract, and no segment that climbs out of a path. */
function checkedId(text: string): string {
  if (text !== '' && text !== '.' && text !== '..' && text.length <= 200 && !/\p{Cc}/u.test(text)) return text
  throw new ExplorerError('invalid_input', 'This is not an ID that the API can have.', {
    hint: 'Type an ID, such as 24 hex digits, or paste an API URL.',
  })
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch (error) {
    if (!(error instanceof URIError)) throw error
    throw new ExplorerError('invalid_input', 'This address has a broken % escape.', { cause: error })
  }
}

function unknownPlace(): ExplorerError {
  return new ExplorerError('invalid_input', 'The explorer has no view for this address.', {
    hint: 'It opens applications, collections and documents.',
  })
}
