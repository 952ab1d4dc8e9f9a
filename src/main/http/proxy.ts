import { ExplorerError } from '../../shared/errors.ts'
import { isLoopback } from '../../shared/urls.ts'

/** Variables of the environment that say where the proxies are, as most command-line tools read them. */
export type ProxyEnvironment = Readonly<Record<string, string | undefined>>

/** Answers like a PAC file: `DIRECT`, `PROXY host:port`, `HTTPS host:port`, several separated by `;`. */
export type ResolveProxy = (url: string) => Promise<string>

/**
 * The proxy for a URL as a URL of its own, or null for none. The environment wins over the system, since it was
 * set for this process; this machine itself is never asked for through a proxy. A promise only where the system has
 * to be asked. Throws `network_unreachable` for a proxy that cannot be used.
 */
export function proxyFor(
  url: URL,
  environment: ProxyEnvironment,
  resolveProxy: ResolveProxy | undefined,
): URL | null | Promise<URL | null> {
  if (isLoopback(url)) return null
  const fromEnvironment = environmentProxy(url, environment)
  if (fromEnvironment !== undefined) return fromEnvironment
  return resolveProxy === undefined ? null : resolveProxy(url.href).then(pacProxy)
}

/** `undefined` where the environment says nothing about proxies, null where it says to go without. */
function environmentProxy(url: URL, environment: ProxyEnvironment): URL | null | undefined {
  const scheme = url.protocol.slice(0, -1)
  const value = [`${scheme}_proxy`, `${scheme.toUpperCase()}_PROXY`, 'all_proxy', 'ALL_PROXY']
    .map(name => environment[name]?.trim())
    .find(text => text !== undefined && text !== '')
  if (value === undefined) return undefined
  if (isExempt(url, environment.no_proxy ?? environment.NO_PROXY ?? '')) return null
  const text = value.includes('://') ? value : `http://${value}`
  if (!URL.canParse(text)) throw unusable('The proxy in the environment is not an address.')
  const proxy = new URL(text)
  if (proxy.protocol !== 'http:' && proxy.protocol !== 'https:')
    throw unusable('Only HTTP proxies are supported.')
  return proxy
}

/** NO_PROXY: names separated by comma or space, a suffix matches its subdomains, `*` matches all, `:port` narrows. */
function isExempt(url: URL, list: string): boolean {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(entry => entry !== '')
    .some(entry => {
      if (entry === '*') return true
      const [, name = '', onlyPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? []
      const suffix = name.replace(/^\*?\./, '')
      if (onlyPort !== undefined && onlyPort !== port) return false
      return url.hostname === suffix || url.hostname.endsWith(`.${suffix}`)
    })
}

/** The first entry of a PAC answer that can be used. */
function pacProxy(answer: string): URL | null {
  const entries = answer.split(';').map(entry => entry.trim().split(/\s+/))
  for (const [kind = '', address = ''] of entries) {
    if (kind.toUpperCase() === 'DIRECT') return null
    const scheme = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' }[kind.toUpperCase()]
    if (scheme !== undefined && URL.canParse(`${scheme}://${address}`))
      return new URL(`${scheme}://${address}`)
  }
  if (answer.trim() === '') return null
  throw unusable('This network asks for a proxy of a kind that is not supported.')
}

function unusable(message: string): ExplorerError {
  return new ExplorerError('network_unreachable', message, {
    hint: 'Use an HTTP proxy: set HTTPS_PROXY to http://host:port and start the app again.',
  })
}
