import type { CustomScheme, Protocol } from 'electron'
import { lifecycle } from '../lifecycle.ts'
import { notImplemented, strict } from '../strict.ts'

type Handler = Parameters<Protocol['handle']>[1]

const schemes = new Map<string, CustomScheme>()
const handlers = new Map<string, Handler>()

/** DevTools cannot open a scheme of the app's own, so its pages live at https addresses below this name. */
const TOP_LEVEL = 'standin'

/** The address under which Chromium knows `url`. */
export function toPageUrl(url: string): string {
  const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url) ?? []
  if (!schemes.has(scheme) && !handlers.has(scheme)) return url
  return `https://${host || '_'}.${scheme}.${TOP_LEVEL}${rest || '/'}`
}

/** The address that the app knows for one of Chromium's. */
export function toAppUrl(url: string): string {
  const [, host, scheme, rest] = /^https:\/\/([^/?#]*)\.([a-z][a-z0-9+-]*)\.standin(.*)$/s.exec(url) ?? []
  return scheme === undefined ? url : `${scheme}://${host === '_' ? '' : host}${rest}`
}

export function schemeHandler(url: string): Handler | undefined {
  return handlers.get(url.slice(0, url.indexOf(':')))
}

type Implemented = Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(customSchemes) {
    if (lifecycle.ready)
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const scheme of customSchemes) schemes.set(scheme.scheme, scheme)
  },
  handle(scheme, handler) {
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    if (!schemes.get(scheme)?.privileges?.standard)
      throw notImplemented(`protocol.handle of '${scheme}', not registered as standard,`)
    handlers.set(scheme, handler)
  },
  unhandle(scheme) {
    handlers.delete(scheme)
  },
  isProtocolHandled: scheme => handlers.has(scheme),
} satisfies Implemented)
