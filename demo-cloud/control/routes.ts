import type { FastifyInstance } from 'fastify'
import type { TokenKind, TokenStore } from '../auth/token-store.ts'
import type { ShiftableClock } from '../clock.ts'
import type { World } from '../data/world.ts'
import type { ForeignOrigin } from '../foreign-origin.ts'
import type { FaultBoard } from './faults.ts'
import type { RequestLog } from './request-log.ts'
import { readClient, readFault, readKinds, readShift } from './requests.ts'

interface ControlParts {
  readonly world: World
  readonly faults: FaultBoard
  readonly log: RequestLog
  readonly clock: ShiftableClock
  readonly tokens: TokenStore
  readonly foreign: ForeignOrigin
}

/** The control endpoint, for tests and demonstrations. README.md beside this folder describes it. */
export function addControlRoutes(control: FastifyInstance, parts: ControlParts): void {
  const { faults, log, clock, tokens, foreign } = parts
  const clientIdOf = (nameOrId: string): string => {
    const client = parts.world.clients.find(
      ({ plan }) => plan.name === nameOrId || plan.clientId === nameOrId,
    )
    return client?.plan.clientId ?? nameOrId
  }
  const revoke = (body: unknown, otherwise: readonly TokenKind[]): unknown => {
    const client = readClient(body)
    const clientId = client === undefined ? undefined : clientIdOf(client)
    return { revoked: tokens.revoke(clientId, readKinds(body) ?? otherwise) }
  }

  control.get('/faults', async () => ({ faults: faults.list() }))
  control.post('/faults', async (request, reply) => reply.code(201).send(faults.add(readFault(request.body))))
  control.delete('/faults', async () => {
    faults.clear()
    return { faults: [] }
  })
  control.delete<{ Params: { id: string } }>('/faults/:id', async (request, reply) =>
    faults.remove(Number(request.params.id))
      ? { faults: faults.list() }
      : reply.code(404).send({ faults: faults.list() }),
  )

  control.post('/revoke', async request => revoke(request.body, ['access', 'refresh']))
  control.post('/expire', async request => revoke(request.body, ['access']))

  control.get('/clock', async () => ({
    now: new Date(clock.now()).toISOString(),
    shiftSeconds: clock.shiftMs() / 1000,
  }))
  control.post('/clock', async request => {
    clock.shiftTo(readShift(request.body, clock.shiftMs() / 1000) * 1000)
    return { now: new Date(clock.now()).toISOString(), shiftSeconds: clock.shiftMs() / 1000 }
  })

  control.get('/requests', async () => ({ clients: log.counts(), requests: log.entries() }))
  control.delete('/requests', async () => {
    log.clear()
    return { clients: {}, requests: [] }
  })
  control.get('/foreign', async () => ({ visits: foreign.visits() }))
  control.delete('/foreign', async () => {
    foreign.clear()
    return { visits: [] }
  })
}
