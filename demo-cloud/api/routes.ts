import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { CollectionStore } from '../data/collection-store.ts'
import type { Application, Client } from '../data/world.ts'
import { describedCollection, listedApplication, wholeApplication } from './describe.ts'
import { createView } from './document-view.ts'
import { sendDocuments } from './documents.ts'
import { ApiRefusal, envelope } from './envelope.ts'
import { putUpGate } from './gate.ts'
import type { ApiParts } from './parts.ts'
import { readDocumentsRequest } from './query-parameters.ts'
import { SCRIPTS } from './scripts.ts'
import { existing, fieldsOf, importForeign, requireHash, written } from './writes.ts'

type PathParameters = Readonly<Record<'app' | 'col' | 'doc' | 'file' | 'script', string>>
type Query = Readonly<Record<string, string | readonly string[] | undefined>>

const notFound = (what: string, id: string): ApiRefusal =>
  new ApiRefusal(404, 'not_found', `No ${what} has the ID ${id}.`)

/** The API of Weightron.Cloud below `prefix`: the routes of the fact sheet, section 4. */
export function addApiRoutes(api: FastifyInstance, prefix: string, parts: ApiParts): void {
  const { world, clock } = parts
  const callerOf = putUpGate(api, prefix, parts)
  const answer = (data: unknown): unknown => envelope(new Date(clock.now()).toISOString(), data)
  const parametersOf = (request: FastifyRequest): PathParameters => request.params as PathParameters
  const queryOf = (request: FastifyRequest): Query => request.query as Query

  const applicationOf = (request: FastifyRequest): Application => {
    const { app } = parametersOf(request)
    const application = world.applications.find(({ id }) => id === app)
    if (application === undefined) throw notFound('application', app)
    if (!callerOf(request).opens.has(application)) {
      throw new ApiRefusal(403, 'forbidden', 'This client has no role in this application.')
    }
    return application
  }
  const storeOf = (request: FastifyRequest): CollectionStore => {
    const { col } = parametersOf(request)
    const store = applicationOf(request).collections.find(({ model }) => model.id === col)
    if (store === undefined) throw notFound('collection', col)
    return store
  }
  const listDocuments = async (
    request: FastifyRequest,
    reply: FastifyReply,
    body: unknown,
  ): Promise<unknown> =>
    sendDocuments(parts, storeOf(request), readDocumentsRequest(queryOf(request), body), request, reply)

  api.get('/access', async request => answer(callerOf(request).listed.map(listedApplication)))
  api.get('/:app', async request => answer(wholeApplication(applicationOf(request))))
  api.get('/:app/collections', async request =>
    answer(applicationOf(request).collections.map(describedCollection)),
  )
  api.get('/:app/collections/:col', async request => answer(describedCollection(storeOf(request))))

  const documents = '/:app/collections/:col/documents'
  api.get(documents, async (request, reply) => listDocuments(request, reply, undefined))
  api.route({
    method: 'SEARCH',
    url: documents,
    handler: async (request, reply) => listDocuments(request, reply, request.body),
  })
  api.post(`${documents}/query`, async (request, reply) => listDocuments(request, reply, request.body))
  api.get(`${documents}/:doc`, async request => {
    const store = storeOf(request)
    const { view } = readDocumentsRequest(queryOf(request), undefined)
    return answer(createView(view, store.model.foreignKeys)(existing(store, parametersOf(request).doc)))
  })

  addWrites(api, documents, { answer, callerOf, applicationOf, storeOf })

  // The path of the store is not documented, nor whether a file comes raw: both are our choice.
  api.get('/:app/store/:file', async (request, reply) => {
    applicationOf(request)
    const { file: id } = parametersOf(request)
    const file = parts.files.find(candidate => candidate.id === id)
    if (file === undefined) throw notFound('file', id)
    return reply
      .header('content-type', file.contentType)
      .header('content-disposition', `attachment; filename="${file.name}"`)
      .send(file.bytes)
  })
  api.route({
    method: ['GET', 'POST', 'PUT', 'DELETE', 'SEARCH'],
    url: '/:app/scripts/:script',
    handler: async request => {
      applicationOf(request)
      const { script: name } = parametersOf(request)
      const script = SCRIPTS.get(name)
      if (script === undefined) throw notFound('script', name)
      return answer(script({ now: clock.now(), body: request.body }))
    },
  })
  // Documented to answer a bare 200 once the mail is queued. Nothing is ever sent from here.
  api.post('/:app/invite', async (request, reply) => {
    applicationOf(request)
    return reply.code(200).send()
  })
}

interface WriteParts {
  readonly answer: (data: unknown) => unknown
  readonly callerOf: (request: FastifyRequest) => Client
  readonly applicationOf: (request: FastifyRequest) => Application
  readonly storeOf: (request: FastifyRequest) => CollectionStore
}

/** Insert, replace and delete. Paths, statuses and answers are our choice; the `_hash` rule is documented. */
function addWrites(api: FastifyInstance, documents: string, parts: WriteParts): void {
  const { answer, callerOf, applicationOf, storeOf } = parts
  api.post(documents, async (request, reply) => {
    const store = storeOf(request)
    const fields = importForeign(applicationOf(request), store, fieldsOf(request.body).fields)
    const document = store.insert(fields, callerOf(request).principal)
    return reply.code(201).send(answer(written(document)))
  })
  api.put(`${documents}/:doc`, async request => {
    const store = storeOf(request)
    const { doc } = request.params as PathParameters
    const { fields, hash } = fieldsOf(request.body)
    requireHash(existing(store, doc), hash)
    const imported = importForeign(applicationOf(request), store, fields)
    const document = store.replace(doc, imported, callerOf(request).principal)
    if (document === undefined) throw notFound('document', doc)
    return answer(written(document))
  })
  api.delete(`${documents}/:doc`, async request => {
    const store = storeOf(request)
    const { doc } = request.params as PathParameters
    const inQuery = (request.query as Query)._hash
    const hash = request.body === undefined || request.body === null ? inQuery : fieldsOf(request.body).hash
    requireHash(existing(store, doc), hash ?? inQuery)
    store.remove(doc)
    return answer({ _id: doc, deleted: true })
  })
}
