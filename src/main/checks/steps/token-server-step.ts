import type { Http, HttpRequest } from '../../http/index.ts'
import type { StepContext } from '../types.ts'

/** Discovery documents have a few KiB. */
const maxBytes = 1_048_576

function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`
}

/**
 * Reaches the token server without credentials: the discovery document where an issuer is given (OpenID Connect
 * Discovery 1.0, section 4), else a HEAD of the token URL. Any HTTP answer counts, an error as well: the next step
 * says more about it. Throws what `http` throws.
 */
export async function reachTokenServer(
  http: Http,
  target: { readonly tokenUrl: string; readonly issuer: string },
  step: StepContext,
): Promise<void> {
  const discover = target.tokenUrl === ''
  const request: HttpRequest = {
    method: discover ? 'GET' : 'HEAD',
    url: discover ? discoveryUrl(target.issuer) : target.tokenUrl,
    headers: { accept: 'application/json' },
    timeLimitMs: step.limitMs,
    maxBytes,
    redirects: 'refuse',
    signal: step.signal,
  }
  const title = discover ? 'Discovery' : 'Reach the token server'
  step.record(title, request, null)
  step.record(title, request, await http(request))
}
