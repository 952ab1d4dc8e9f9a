import { pipeline } from 'node:stream'
import { constants, createGzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CollectionStore } from '../data/collection-store.ts'
import { createView } from './document-view.ts'
import { streamDocuments } from './documents-stream.ts'
import { envelope } from './envelope.ts'
import type { ApiParts } from './parts.ts'
import type { DocumentsRequest } from './query-parameters.ts'

/** Answers a request for documents: a number with `countonly`, otherwise a page, streamed. */
export async function sendDocuments(
  parts: Pick<ApiParts, 'clock' | 'select'>,
  store: CollectionStore,
  asked: DocumentsRequest,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const timestamp = new Date(parts.clock.now()).toISOString()
  const selection = await parts.select(store, asked.criteria)
  if (asked.countOnly) return envelope(timestamp, selection.count)

  const { offset, limit } = asked
  // Nobody documents this key: it is here so that a client can show that it keeps what it does not know.
  const extra = store.model.extraEnvelope === true ? { page: { offset, limit } } : {}
  const view = createView(asked.view, store.model.foreignKeys)
  const stream = streamDocuments(store, selection, { offset, limit }, view, { timestamp, ...extra })
  reply.header('content-type', 'application/json; charset=utf-8').header('vary', 'accept-encoding')
  if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(stream)
  const gzip = createGzip({ level: constants.Z_BEST_SPEED })
  // The only error to come is a reader that went away; pipeline ends both streams, and the reply knows.
  pipeline(stream, gzip, () => undefined)
  return reply.header('content-encoding', 'gzip').send(gzip)
}
