import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import { timedConnector } from './exchange-times.ts'

/** Connections to one host at a time: more than the widest fan-out of the app, fewer than a server minds. */
const CONNECTIONS_PER_HOST = 16
/** Milliseconds an unused connection is kept; after that an idle app holds none. */
const KEEP_ALIVE_MS = 4000
/** Milliseconds to make a connection. Slower ones are given up, so that no queue waits behind a dead host. */
const CONNECT_LIMIT_MS = 30_000

/** The connections of the app: straight ones, and those through each proxy that was asked for. */
export interface Dispatchers {
  /** Credentials in the proxy's URL are sent to the proxy alone. */
  to(url: URL, proxy: URL | null): Dispatcher
  /** The same, but over connections that nothing else uses. */
  toHead(url: URL, proxy: URL | null): Dispatcher
  close(): Promise<void>
}

/** Authorities that are trusted: those of the operating system and those that come with Node. */
export function trustedCertificates(): readonly string[] {
  return [...new Set([...getCACertificates('default'), ...getCACertificates('system')])]
}

/** Makes the connection pools, each on its first use, certificates only for https: reading the system's certificates takes up to 100 ms. */
export function createDispatchers(readCertificates: () => readonly string[]): Dispatchers {
  const dispatchers = new Map<string, Dispatcher>()
  let secureContext: SecureContext | undefined

  /** One context for all connections: building it from some 300 certificates costs more than a handshake. */
  const tls = () => {
    secureContext ??= createSecureContext({ ca: [...readCertificates()] })
    return { secureContext }
  }
  const shared = {
    connections: CONNECTIONS_PER_HOST,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    // The time limit of a request covers these; limits of undici's own would only cut it short.
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: false,
  }

  const timeout = CONNECT_LIMIT_MS
  const createProxied = (proxy: URL): Dispatcher => {
    const credentials =
      proxy.username === ''
        ? {}
        : {
            token: `Basic ${Buffer.from(
              `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`,
            ).toString('base64')}`,
          }
    return new ProxyAgent({
      ...shared,
      uri: proxy.origin,
      ...credentials,
      requestTls: { timeout, ...tls() },
      proxyTls: { timeout, ...tls() },
    })
  }

  const create = (url: URL, proxy: URL | null): Dispatcher => {
    if (proxy !== null) return createProxied(proxy)
    const connect = timedConnector({
      timeout,
      allowH2: false,
      ...(url.protocol === 'https:' ? tls() : {}),
    })
    return new Agent({ ...shared, connect })
  }
  const known = (key: string, url: URL, proxy: URL | null): Dispatcher => {
    const open = dispatchers.get(key)
    if (open !== undefined) return open
    const made = create(url, proxy)
    dispatchers.set(key, made)
    return made
  }
  const keyOf = (url: URL, proxy: URL | null): string => proxy?.href ?? url.protocol

  return {
    to: (url, proxy) => known(keyOf(url, proxy), url, proxy),
    toHead: (url, proxy) => known(`HEAD ${keyOf(url, proxy)}`, url, proxy),
    async close() {
      const open = [...dispatchers.values()]
      dispatchers.clear()
      await Promise.all(open.map(dispatcher => dispatcher.destroy()))
    },
  }
}
