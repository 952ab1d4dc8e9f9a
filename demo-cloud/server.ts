import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fastify } from 'fastify'
import { createCallerFinder } from './api/caller.ts'
import { addApiRoutes } from './api/routes.ts'
import { createSelector } from './api/selection.ts'
import { createProvider } from './auth/provider.ts'
import { createTokenHost } from './auth/token-host.ts'
import { createTokenStore } from './auth/token-store.ts'
import { CLIENT_PLANS, type DeadEnd } from './clients.ts'
import { createClock } from './clock.ts'
import { createFaultBoard } from './control/faults.ts'
import { createRequestLog } from './control/request-log.ts'
import { addControlRoutes } from './control/routes.ts'
import { storeFiles } from './data/files.ts'
import { createWorld } from './data/world.ts'
import { type DeadEndHost, holdRefusingPort, startHangingHost } from './dead-ends.ts'
import { describeClients } from './describe-clients.ts'
import type { DemoCloudDescription } from './description.ts'
import { startForeignOrigin } from './foreign-origin.ts'
import { generateClients } from './generated-clients.ts'
import { type DemoCloudOptions, withDefaults } from './options.ts'
import { startUntrustedTlsHost } from './untrusted-tls.ts'

/** A running demo cloud. */
export interface DemoCloud {
  readonly description: DemoCloudDescription
  /** Ends it at once, open connections included. */
  readonly close: () => Promise<void>
}

const OIDC = '/oidc'
const API = '/api'
const CONTROL = '/control'
const LARGEST_BODY = 16 * 1024 * 1024

/** Starts a demo cloud on loopback. Rejects where the port is taken. */
export async function startDemoCloud(options: DemoCloudOptions = {}): Promise<DemoCloud> {
  const settled = withDefaults(options)
  const clock = createClock(settled.now)
  const plans = [...CLIENT_PLANS, ...generateClients(settled.clients)]
  const names = new Map(plans.map(plan => [plan.clientId, plan.name]))
  const world = createWorld(settled.seed, settled.documents, settled.now, plans)
  const standing = plans.flatMap(plan =>
    (plan.standing ?? []).map(fault => ({ ...fault, client: plan.name })),
  )
  const faults = createFaultBoard(standing)
  for (const fault of settled.faults) faults.add(fault)
  const log = createRequestLog()
  const tokens = createTokenStore(clock.now)

  const server = createServer()
  const origin = await listen(server, settled.port)
  const foreign = await startForeignOrigin()
  const deadEnds: Readonly<Record<DeadEnd, DeadEndHost>> = {
    down: await holdRefusingPort(),
    hangs: await startHangingHost(),
    untrusted_tls: await startUntrustedTlsHost(),
  }

  const registered = world.clients.map(({ plan, secret }) => ({
    clientId: plan.clientId,
    clientSecret: secret,
  }))
  const provider = await createProvider(`${origin}${OIDC}`, registered, settled.tokenLifetimeSeconds, tokens)
  // Before the token host puts its own layer on: the finder only reads what is stored.
  const findCaller = createCallerFinder(provider, world.clients)
  const answerTokenHost = createTokenHost({
    provider,
    mountPath: OIDC,
    faults,
    log,
    clock,
    foreignOrigin: foreign.origin,
    nameOfClient: clientId => names.get(clientId),
  })

  const app = fastify({
    bodyLimit: LARGEST_BODY,
    // Documents may hold any key; ours are never merged into anything.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
  })
  app.addHttpMethod('SEARCH', { hasBody: true })
  const files = storeFiles(settled.seed)
  const apiParts = {
    world,
    files,
    clock,
    faults,
    log,
    findCaller,
    select: createSelector(),
    foreignOrigin: foreign.origin,
  }
  await app.register(async api => addApiRoutes(api, API, apiParts), { prefix: API })
  await app.register(
    async control => addControlRoutes(control, { world, faults, log, clock, tokens, foreign }),
    {
      prefix: CONTROL,
    },
  )
  await app.ready()
  server.on('request', (request, response) => {
    if (request.url === OIDC || request.url?.startsWith(`${OIDC}/`)) answerTokenHost(request, response)
    else app.routing(request, response)
  })

  return {
    description: {
      issuer: `${origin}${OIDC}`,
      tokenUrl: `${origin}${OIDC}/token`,
      apiBaseUrl: `${origin}${API}`,
      controlUrl: `${origin}${CONTROL}`,
      foreignOrigin: foreign.origin,
      clients: describeClients(world.clients, settled.seed, {
        tokenPath: `${OIDC}/token`,
        apiPath: API,
        deadEnds,
      }),
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await Promise.all([
        once(server, 'close'),
        app.close(),
        foreign.close(),
        ...Object.values(deadEnds).map(host => host.close()),
      ])
    },
  }
}

async function listen(server: Server, port: number): Promise<string> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
