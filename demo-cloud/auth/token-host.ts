import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import type { ShiftableClock } from '../clock.ts'
import { carryOut, type FaultBoard } from '../control/faults.ts'
import { headerFacts, type RequestLog, sentStatus } from '../control/request-log.ts'

interface TokenHostParts {
  readonly provider: Provider
  readonly mountPath: string
  readonly faults: FaultBoard
  readonly log: RequestLog
  readonly clock: ShiftableClock
  readonly foreignOrigin: string
  readonly nameOfClient: (clientId: string) => string | undefined
}

/**
 * Serves the authorization server below its mount path, with log and faults. A fault comes after the server
 * has done its work, since only then is it known which client asked: an answer that is lost on its way.
 */
export function createTokenHost(
  parts: TokenHostParts,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { provider, mountPath, faults, log, clock } = parts
  provider.use(async (ctx, next) => {
    await next()
    const clientId =
      ctx.oidc?.client?.clientId ?? claimedClient(ctx.oidc?.body, ctx.req.headers.authorization)
    const grantType = ctx.oidc?.body?.grant_type
    if (clock.shiftMs() !== 0) ctx.set('date', new Date(clock.now()).toUTCString())
    if (ctx.path === '/token' || ctx.path === `${mountPath}/token`) {
      const finished = log.arrived({
        at: new Date(clock.now()).toISOString(),
        host: 'token',
        method: ctx.method,
        path: '/token',
        ...(clientId === undefined ? {} : { clientId }),
        ...(typeof grantType === 'string' ? { grantType } : {}),
        ...headerFacts(ctx.req.headers),
      })
      ctx.res.once('close', () => finished(sentStatus(ctx.res)))
    }
    const fault = faults.meet({
      host: 'token',
      method: ctx.method,
      path: ctx.path.startsWith(mountPath) ? ctx.path.slice(mountPath.length) : ctx.path,
      clientId,
      clientName: clientId === undefined ? undefined : parts.nameOfClient(clientId),
    })
    if (await carryOut(fault, ctx.req, ctx.res, parts.foreignOrigin)) ctx.respond = false
  })
  const answer = provider.callback()
  return (request, response) => {
    // As a framework that mounts the callback would: the library reads the mount path off the difference.
    const mounted = Object.assign(request, { originalUrl: request.url })
    mounted.url = request.url?.slice(mountPath.length) || '/'
    void answer(mounted, response)
  }
}

/** Whom a refused request claimed to be. */
function claimedClient(body: unknown, authorization: string | undefined): string | undefined {
  if (
    typeof body === 'object' &&
    body !== null &&
    'client_id' in body &&
    typeof body.client_id === 'string'
  ) {
    return body.client_id
  }
  const basic = /^basic (.+)$/i.exec(authorization ?? '')?.[1]
  if (basic === undefined) return undefined
  const [id] = Buffer.from(basic, 'base64').toString().split(':')
  try {
    return decodeURIComponent((id ?? '').replaceAll('+', ' '))
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}
