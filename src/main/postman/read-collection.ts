import { type BuiltRequest, builtRequestSchema, emptyRequest } from '../../shared/requests.ts'
import type { PostmanCollection, PostmanItem, PostmanPair, PostmanRequest } from './collection-schema.ts'
import { createNotes, type Notes } from './notes.ts'
import { readBody } from './read-body.ts'
import { readUrl } from './read-url.ts'

/** A request of a collection, and the names of the folders it is in, from the top. */
export interface CollectedRequest {
  readonly folders: readonly string[]
  readonly name: string
  readonly request: BuiltRequest
}

/** What was understood of a collection. */
export interface ReadCollection {
  readonly name: string
  readonly requests: readonly CollectedRequest[]
  readonly variables: readonly { readonly name: string; readonly value: string }[]
  /** What was left out or taken differently, for people. */
  readonly notes: readonly string[]
}

/** Headers that the connection sends by itself. */
const inherited = new Set(['authorization', 'x-api-key'])
/** Members that say nothing about what is sent. */
const silent = new Set([
  'name',
  'item',
  'request',
  'auth',
  'event',
  'id',
  '_postman_id',
  'description',
  'uid',
])
const silentInCollection = new Set(['info', 'item', 'variable', 'auth', 'event'])
const silentInRequest = new Set(['method', 'url', 'header', 'body', 'auth', 'description'])

/**
 * Takes the requests out of a collection (Postman's format 2.1). Authorization is that of the connection; scripts are
 * never run. Everything else that is not taken is named in the notes.
 */
export function readCollection(collection: PostmanCollection): ReadCollection {
  const notes = createNotes()
  const requests: CollectedRequest[] = []
  const noteEvents = ({ event }: Pick<PostmanItem, 'event'>): void => {
    notes.count('script', event?.length ?? 0)
  }
  noteAuth(collection.auth, notes)
  noteEvents(collection)
  for (const key of Object.keys(collection)) if (!silentInCollection.has(key)) notes.leftOut(key)

  const walk = (
    items: readonly PostmanItem[],
    folders: readonly string[],
    auth: PostmanItem['auth'],
  ): void => {
    for (const item of items) {
      noteEvents(item)
      noteAuth(item.auth, notes)
      const name = item.name?.trim() || 'Request'
      if (item.item !== undefined) walk(item.item, [...folders, name], item.auth ?? auth)
      const { response, ...others } = item
      if (Array.isArray(response)) notes.count('example', response.length)
      for (const key of Object.keys(others)) if (!silent.has(key)) notes.leftOut(key)
      if (item.request === undefined) continue
      const given = typeof item.request === 'string' ? { url: item.request, header: [] } : item.request
      const request = builtRequestSchema.safeParse(readRequest(given, item.auth ?? auth, notes))
      if (request.success) requests.push({ folders, name: name.slice(0, 120), request: request.data })
      else notes.add(`The request "${name}" cannot be sent by this app and was left out.`)
    }
  }
  walk(collection.item, [], collection.auth)

  return {
    name: collection.info.name.trim() || 'Postman collection',
    requests,
    variables: collection.variable
      .filter(({ disabled }) => disabled !== true)
      .map(({ key, value }) => ({ name: key, value })),
    notes: notes.all(),
  }
}

function readRequest(
  given: Pick<PostmanRequest, 'method' | 'url' | 'header' | 'body' | 'auth'>,
  auth: PostmanItem['auth'],
  notes: Notes,
): BuiltRequest {
  noteAuth(given.auth, notes)
  for (const key of Object.keys(given)) if (!silentInRequest.has(key)) notes.leftOut(key)
  const headers = (typeof given.header === 'string' ? headerLines(given.header) : given.header).filter(
    ({ key }) => key !== '',
  )
  const own = headers.filter(({ key }) => !inherited.has(key.toLowerCase()))
  if (own.length < headers.length) {
    notes.add('Headers authorization and x-api-key were left out: the connection sends its own.')
  }
  return {
    ...emptyRequest,
    method: given.method?.trim() || 'GET',
    ...readUrl(given.url ?? ''),
    headers: own.map(({ key, value, disabled }) => ({ name: key, value, on: disabled !== true })),
    body: readBody(given.body, notes),
    authorization: (given.auth ?? auth)?.type !== 'noauth',
  }
}

/** Headers may stand as the text of a message. */
function headerLines(text: string): readonly PostmanPair[] {
  return text.split(/\r?\n/).flatMap(line => {
    const [, key, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? []
    return key === undefined ? [] : [{ key: key.trim(), value: value ?? '' }]
  })
}

function noteAuth(auth: PostmanItem['auth'], notes: Notes): void {
  if (auth === null || auth === undefined || auth.type === 'noauth') return
  notes.add(`The authorization (${auth.type}) was not taken: requests go with that of the connection.`)
}
