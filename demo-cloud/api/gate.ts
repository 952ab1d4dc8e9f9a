import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { carryOut } from '../control/faults.ts'
import { headerFacts, sentStatus } from '../control/request-log.ts'
import type { Client } from '../data/world.ts'
import { requireCaller } from './caller.ts'
import { ApiRefusal, refusalBody } from './envelope.ts'
import type { ApiParts } from './parts.ts'

/** Whom the gate has let in. */
export type CallerOf = (request: FastifyRequest) => Client

/**
 * What happens to every call before its route: it is logged, meets its fault if there is one, and must carry
 * both headers. Also words every refusal.
 */
export function putUpGate(api: FastifyInstance, prefix: string, parts: ApiParts): CallerOf {
  const { clock, faults, log } = parts
  const callers = new WeakMap<FastifyRequest, Client>()
  const stamp = (): string => new Date(clock.now()).toISOString()
  const pathOf = (request: FastifyRequest): string => (request.url.split('?')[0] ?? '').slice(prefix.length)

  api.addHook('onRequest', async (request, reply) => {
    const caller = await parts.findCaller(request.headers)
    if (caller !== undefined) callers.set(request, caller)
    if (clock.shiftMs() !== 0) reply.header('date', new Date(clock.now()).toUTCString())
    const fault = faults.meet({
      host: 'api',
      method: request.method,
      path: pathOf(request),
      clientId: caller?.plan.clientId,
      clientName: caller?.plan.name,
    })
    const finished = log.arrived({
      at: stamp(),
      host: 'api',
      method: request.method,
      path: pathOf(request),
      ...(caller === undefined ? {} : { clientId: caller.plan.clientId }),
      ...headerFacts(request.headers),
    })
    reply.raw.once('close', () => finished(sentStatus(reply.raw)))
    if (await carryOut(fault, request.raw, reply.raw, parts.foreignOrigin)) {
      reply.hijack()
      return reply
    }
    requireCaller(caller, request.headers)
    return undefined
  })

  api.setErrorHandler((error: FastifyError | ApiRefusal, _request, reply) => {
    const refusal =
      error instanceof ApiRefusal
        ? error
        : new ApiRefusal(error.statusCode ?? 500, (error.code ?? 'internal').toLowerCase(), error.message)
    return reply.code(refusal.status).send(refusalBody(refusal, stamp()))
  })
  api.setNotFoundHandler((request, reply) => {
    const refusal = new ApiRefusal(404, 'not_found', `Nothing is at ${request.method} ${pathOf(request)}.`)
    return reply.code(404).send(refusalBody(refusal, stamp()))
  })

  return request => {
    const caller = callers.get(request)
    if (caller === undefined) throw new ApiRefusal(401, 'invalid_token', 'The access token is unknown.')
    return caller
  }
}
