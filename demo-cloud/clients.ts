import type { FaultRequest } from './control/faults.ts'
import type { DemoVerdict } from './description.ts'

/** A host of its own that a client is pointed at, in place of the shared one. */
export type DeadEnd = 'down' | 'hangs' | 'untrusted_tls'

/** A client of the demo cloud: what it is registered with, what its customer types, and how it is treated. */
export interface ClientPlan {
  readonly name: string
  readonly customer: string
  readonly clientId: string
  readonly verdict: DemoVerdict
  /** Applications by key (see `applications.ts`); those under `refused` are listed but do not open. */
  readonly opens?: readonly string[]
  readonly refused?: readonly string[]
  /** Which of the three values the customer types wrongly. */
  readonly mistyped?: 'clientId' | 'clientSecret' | 'apiKey'
  /** Secret and key carry characters that must be encoded in a form, in Basic or nowhere at all. */
  readonly awkwardCharacters?: true
  readonly scope?: string
  readonly tokenHost?: DeadEnd
  readonly apiHost?: DeadEnd
  /** Faults that only this client ever sees. */
  readonly standing?: readonly Omit<FaultRequest, 'client'>[]
}

const NOT_JSON = { kind: 'status', status: 200, body: 'html' } as const

/** All clients. Each ends in the verdict it names, with either client authentication. */
export const CLIENT_PLANS: readonly ClientPlan[] = [
  {
    name: 'works',
    customer: 'Aldermoor Quarries',
    clientId: 'aldermoor-site-operations',
    verdict: 'works',
    opens: ['aldermoor-weighbridge', 'aldermoor-stock', 'aldermoor-quality'],
  },
  {
    name: 'works with awkward characters',
    customer: 'Grünfeld Recycling GmbH',
    clientId: 'gruenfeld-waage:nord',
    verdict: 'works',
    awkwardCharacters: true,
    opens: ['gruenfeld-weighbridge', 'gruenfeld-quality'],
  },
  {
    name: 'slow but works',
    customer: 'Østmark Sagbruk AS',
    clientId: 'ostmark-sawmill-gate',
    verdict: 'works',
    opens: ['ostmark-weighbridge', 'ostmark-stock'],
    standing: [{ latencyMs: 3_000 }],
  },
  {
    name: 'wrong secret',
    customer: 'Aldermoor Quarries',
    clientId: 'aldermoor-invoicing',
    verdict: 'client_refused',
    mistyped: 'clientSecret',
    opens: ['aldermoor-weighbridge'],
  },
  {
    name: 'unknown client ID',
    customer: 'Østmark Sagbruk AS',
    clientId: 'ostmark-erp-import',
    verdict: 'client_refused',
    mistyped: 'clientId',
    opens: ['ostmark-stock'],
  },
  {
    name: 'wrong API key',
    customer: 'Grünfeld Recycling GmbH',
    clientId: 'gruenfeld-yard-dashboard',
    verdict: 'api_key_refused',
    mistyped: 'apiKey',
    opens: ['gruenfeld-weighbridge'],
  },
  {
    name: 'a role that opens nothing',
    customer: 'Coopérative du Val Serein',
    clientId: 'val-serein-silo-sync',
    verdict: 'application_refused',
    refused: ['val-serein-weighbridge', 'val-serein-stock'],
  },
  {
    name: 'no applications',
    customer: 'Pellbrook Asphalt',
    clientId: 'pellbrook-reporting',
    verdict: 'no_applications',
  },
  {
    name: 'application expired',
    customer: 'Pellbrook Asphalt',
    clientId: 'pellbrook-mobile-gate',
    verdict: 'expired',
    opens: ['pellbrook-weighbridge', 'pellbrook-stock'],
  },
  {
    name: 'expires within 30 days',
    customer: 'Coopérative du Val Serein',
    clientId: 'val-serein-harvest-intake',
    verdict: 'expiring',
    opens: ['val-serein-weighbridge', 'val-serein-stock'],
  },
  {
    name: 'one of two applications refused',
    customer: 'みなと港運株式会社',
    clientId: 'minato-terminal-feed',
    verdict: 'application_refused',
    opens: ['minato-weighbridge'],
    refused: ['minato-quality'],
  },
  {
    name: 'access refused',
    customer: 'みなと港運株式会社',
    clientId: 'minato-customs-bridge',
    verdict: 'access_refused',
    opens: ['minato-weighbridge'],
    standing: [{ host: 'api', answer: { kind: 'status', status: 403, body: 'json' } }],
  },
  {
    name: 'unknown scope',
    customer: 'Aldermoor Quarries',
    clientId: 'aldermoor-telemetry',
    verdict: 'scope_refused',
    scope: 'openid weighings:read',
    opens: ['aldermoor-weighbridge'],
  },
  {
    name: 'rate limited',
    customer: 'Castor & Wren Haulage',
    clientId: 'castor-wren-poller',
    verdict: 'rate_limited',
    opens: ['castor-wren-weighbridge'],
    standing: [
      {
        host: 'api',
        answer: { kind: 'status', status: 429, body: 'json', headers: { 'retry-after': '30' } },
      },
    ],
  },
  {
    name: 'server error',
    customer: 'Castor & Wren Haulage',
    clientId: 'castor-wren-dispatch',
    verdict: 'server_error',
    opens: ['castor-wren-weighbridge'],
    standing: [{ host: 'api', answer: { kind: 'status', status: 500, body: 'json' } }],
  },
  {
    name: 'answer not JSON',
    customer: 'Castor & Wren Haulage',
    clientId: 'castor-wren-proxy',
    verdict: 'malformed_answer',
    opens: ['castor-wren-weighbridge'],
    standing: [{ host: 'api', answer: NOT_JSON }],
  },
  {
    name: 'token answer not JSON',
    customer: 'Castor & Wren Haulage',
    clientId: 'castor-wren-portal',
    verdict: 'malformed_answer',
    opens: ['castor-wren-weighbridge'],
    standing: [{ host: 'token', answer: NOT_JSON }],
  },
  {
    name: 'token server down',
    customer: 'Pellbrook Asphalt',
    clientId: 'pellbrook-night-export',
    verdict: 'token_server_unreachable',
    tokenHost: 'down',
    opens: ['pellbrook-stock'],
  },
  {
    name: 'certificate not trusted',
    customer: 'Pellbrook Asphalt',
    clientId: 'pellbrook-office-proxy',
    verdict: 'tls_failed',
    tokenHost: 'untrusted_tls',
    opens: ['pellbrook-stock'],
  },
  {
    name: 'API down',
    customer: 'Østmark Sagbruk AS',
    clientId: 'ostmark-kiln-feed',
    verdict: 'api_unreachable',
    apiHost: 'down',
    opens: ['ostmark-weighbridge'],
  },
  {
    name: 'hangs',
    customer: 'Coopérative du Val Serein',
    clientId: 'val-serein-price-board',
    verdict: 'timed_out',
    apiHost: 'hangs',
    opens: ['val-serein-stock'],
  },
  {
    name: 'token server hangs',
    customer: 'Grünfeld Recycling GmbH',
    clientId: 'gruenfeld-archive',
    verdict: 'timed_out',
    tokenHost: 'hangs',
    opens: ['gruenfeld-quality'],
  },
]
