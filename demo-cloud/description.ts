/** The verdict an access check must reach for a demo client: the closed set that the app uses too. */
export type DemoVerdict =
  | 'works'
  | 'expiring'
  | 'expired'
  | 'no_applications'
  | 'application_refused'
  | 'client_refused'
  | 'scope_refused'
  | 'api_key_refused'
  | 'access_refused'
  | 'rate_limited'
  | 'server_error'
  | 'token_server_unreachable'
  | 'api_unreachable'
  | 'tls_failed'
  | 'timed_out'
  | 'malformed_answer'

/** One client as its customer would type it in, the wrong values included. */
export interface DemoClient {
  readonly name: string
  readonly customer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly apiKey: string
  readonly verdict: DemoVerdict
  /** Only where the verdict needs a scope other than `openid`. */
  readonly scope?: string
  /** Only where this client has a token server of its own, such as one that is down. */
  readonly tokenUrl?: string
  /** Only where this client has an API host of its own. */
  readonly apiBaseUrl?: string
}

/** What a running demo cloud says about itself: the one line that `--json` prints. */
export interface DemoCloudDescription {
  readonly issuer: string
  readonly tokenUrl: string
  readonly apiBaseUrl: string
  readonly controlUrl: string
  /** A second origin that answers everything and records which headers reached it (see `GET /control/foreign`). */
  readonly foreignOrigin: string
  readonly clients: readonly DemoClient[]
}
