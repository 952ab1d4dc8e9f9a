import { errors } from 'undici'
import { ExplorerError } from '../../shared/errors.ts'

/** What is known about an exchange when it fails: enough to say it in a sentence. */
export interface FailureContext {
  readonly url: URL
  /** Address of the proxy in between; null where there is none. */
  readonly proxy: string | null
  /** Whether the head of an answer had arrived. */
  readonly answered: boolean
}

/** Seconds as people say them. */
function seconds(ms: number): string {
  return ms === 1000 ? '1 second' : `${Math.round(ms / 100) / 10} seconds`
}

/** The whole exchange took longer than it may. */
export function timedOut(url: URL, timeLimitMs: number): ExplorerError {
  return new ExplorerError('timeout', `${url.host} did not answer within ${seconds(timeLimitMs)}.`, {
    hint: 'Try again. If it stays slow, raise the time limit of the connection.',
    retryable: true,
  })
}

/** Somebody on our side gave up the exchange. */
export function cancelled(): ExplorerError {
  return new ExplorerError('cancelled', 'The request was cancelled.', { retryable: true })
}

/** The body is longer than the caller takes: who asks for less at a time may get it. */
export class BodyTooLarge extends ExplorerError {
  constructor(url: URL, maxBytes: number) {
    super('malformed_response', `The answer of ${url.host} is too large.`, {
      hint: 'Ask for less at a time.',
      detail: `more than ${maxBytes} bytes`,
    })
  }
}

/** The body cannot be unpacked. */
export function bodyDamaged(url: URL, encoding: string): ExplorerError {
  return new ExplorerError('malformed_response', `The answer of ${url.host} arrived damaged.`, {
    hint: 'Try again. If it happens each time, a proxy in between may be changing answers.',
    retryable: true,
    detail: `could not be unpacked as ${encoding}`,
  })
}

/** Our own redirect rules do not allow the next hop. */
export function redirectRefused(url: URL, reason: string): ExplorerError {
  return new ExplorerError(
    'malformed_response',
    `${url.host} sends the request on, and it was not followed.`,
    {
      hint: 'Check the address of the connection.',
      detail: reason,
    },
  )
}

const unreachable: Readonly<Record<string, (host: string) => string>> = {
  ENOTFOUND: host => `The name ${host} was not found.`,
  EAI_AGAIN: host => `The name ${host} could not be looked up.`,
  ECONNREFUSED: host => `${host} refused the connection.`,
  ECONNRESET: host => `${host} cut the connection before it answered.`,
  EPIPE: host => `${host} cut the connection before it answered.`,
  UND_ERR_SOCKET: host => `${host} cut the connection before it answered.`,
  EHOSTUNREACH: host => `There is no way to ${host} from this network.`,
  ENETUNREACH: host => `There is no way to ${host} from this network.`,
  ENETDOWN: host => `There is no network to reach ${host}.`,
  EADDRNOTAVAIL: host => `There is no way to ${host} from this machine.`,
  ETIMEDOUT: host => `${host} could not be reached in time.`,
}

const tlsProblems: Readonly<Record<string, (host: string) => string>> = {
  CERT_HAS_EXPIRED: host => `The certificate of ${host} has expired.`,
  CERT_NOT_YET_VALID: host => `The certificate of ${host} is not valid yet.`,
  DEPTH_ZERO_SELF_SIGNED_CERT: host => `${host} vouches for itself: its certificate is self-signed.`,
  SELF_SIGNED_CERT_IN_CHAIN: host =>
    `The certificate of ${host} comes from an authority this machine does not know.`,
  UNABLE_TO_GET_ISSUER_CERT: host =>
    `The certificate of ${host} comes from an authority this machine does not know.`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: host =>
    `The certificate of ${host} comes from an authority this machine does not know.`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: host =>
    `The certificate of ${host} comes from an authority this machine does not know.`,
  ERR_TLS_CERT_ALTNAME_INVALID: host => `The certificate does not belong to ${host}.`,
  CERT_REVOKED: host => `The certificate of ${host} was revoked.`,
}

const tlsHints: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'The operator of the server has to renew it. Check the date of this machine too.',
  CERT_NOT_YET_VALID: 'Check date and time of this machine.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Check the address. If it is right, the operator of the server has to act.',
}

const unknownAuthorityHint =
  'Check the address. If your network inspects https, add its certificate to those this machine trusts.'

/** The innermost error that carries a code: undici and the happy-eyeballs connect wrap the one that says something. */
function rootOf(error: unknown): { readonly code: string; readonly message: string } {
  let root = { code: '', message: error instanceof Error ? error.message : String(error) }
  let next: unknown = error
  for (let depth = 0; depth < 8 && next instanceof Error; depth++) {
    if ('code' in next && typeof next.code === 'string') root = { code: next.code, message: next.message }
    next = next instanceof AggregateError ? next.errors[0] : next.cause
  }
  return root
}

/**
 * Turns what undici, the socket or TLS threw into an `ExplorerError`. The original is not kept as `cause`: a
 * parser error holds the raw bytes of the answer, which may echo a secret. Its code is kept as `detail`.
 */
export function failureOf(error: unknown, context: FailureContext): ExplorerError {
  if (error instanceof ExplorerError) return error
  const { code, message } = rootOf(error)
  const host = context.url.host
  const detail = code === '' ? 'no code' : code

  // The app is ending: its connections were dropped by ourselves.
  if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED') return cancelled()
  const tls = tlsProblems[code]
  if (tls !== undefined) {
    return new ExplorerError('tls', tls(context.url.hostname), {
      hint: tlsHints[code] ?? unknownAuthorityHint,
      detail,
    })
  }
  if (code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code === 'EPROTO') {
    return new ExplorerError('tls', `No secure connection to ${host} could be made.`, {
      hint: 'Check that the address and port serve https.',
      detail,
    })
  }
  if (context.answered) {
    return new ExplorerError('malformed_response', `The answer of ${host} broke off.`, {
      hint: 'Try again.',
      retryable: true,
      detail,
    })
  }
  if (context.proxy !== null) return proxyFailure(message, detail, context.proxy, host)
  if (error instanceof errors.HTTPParserError || code === 'UND_ERR_HEADERS_OVERFLOW') {
    return new ExplorerError('malformed_response', `What ${host} answered is not proper HTTP.`, {
      hint: 'Check that the address and port belong to the service.',
      detail,
    })
  }
  if (code === 'UND_ERR_CONNECT_TIMEOUT')
    return new ExplorerError('timeout', `${host} could not be reached in time.`, {
      hint: 'Check the address, the network and a firewall in between.',
      retryable: true,
      detail,
    })
  if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED' || code === 'ERR_INVALID_CHAR') {
    return new ExplorerError('invalid_input', 'The request cannot be sent as it is.', {
      hint: 'Check its method and headers.',
      detail,
    })
  }
  const sentence = unreachable[code] ?? ((name: string) => `${name} could not be reached.`)
  return new ExplorerError('network_unreachable', sentence(host), {
    hint: 'Check the address, the network and a VPN or proxy that may be needed.',
    retryable: true,
    detail,
  })
}

function proxyFailure(message: string, detail: string, proxy: string, host: string): ExplorerError {
  if (/\b407\b/.test(message)) {
    return new ExplorerError('network_unreachable', `The proxy ${proxy} asks for a sign-in.`, {
      hint: 'Put name and password into HTTPS_PROXY as http://name:password@host:port. Proxies that want NTLM or Kerberos are not supported.',
      detail: '407',
    })
  }
  const status = /Proxy response \((\d{3})\)/.exec(message)?.[1]
  if (status !== undefined) {
    return new ExplorerError('network_unreachable', `The proxy ${proxy} does not let through to ${host}.`, {
      hint: 'Ask whoever runs the proxy to allow this host.',
      retryable: true,
      detail: status,
    })
  }
  return new ExplorerError(
    'network_unreachable',
    `The proxy ${proxy} could not be reached on the way to ${host}.`,
    {
      hint: 'Check the proxy settings of this machine and the variables HTTPS_PROXY and NO_PROXY.',
      retryable: true,
      detail,
    },
  )
}
