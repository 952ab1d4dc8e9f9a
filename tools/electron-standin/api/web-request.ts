import type { WebRequest, WebRequestFilter } from 'electron'
import type { Protocol } from '../chromium/protocol.ts'
import { strict } from '../strict.ts'

type Answer = {
  readonly cancel?: boolean
  readonly redirectURL?: string
  readonly requestHeaders?: Record<string, string | string[]>
  readonly responseHeaders?: Record<string, string | string[]>
  readonly statusLine?: string
}
type Listener = (details: never, callback: (answer: Answer) => void) => void
type Stage = 'onBeforeRequest' | 'onBeforeSendHeaders' | 'onHeadersReceived'
type Registered = { readonly filter: WebRequestFilter; readonly listener: Listener }

const RESOURCE_TYPES: Partial<Record<Protocol.Network.ResourceType, string>> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  Media: 'media',
  WebSocket: 'webSocket',
  CSPViolationReport: 'cspReport',
}

/** What Electron calls a kind of request. */
export function resourceType(type: Protocol.Network.ResourceType, isMainFrame: boolean): string {
  if (type === 'Document') return isMainFrame ? 'mainFrame' : 'subFrame'
  return RESOURCE_TYPES[type] ?? 'other'
}

/** Whether a URL fits a match pattern of the form `scheme://host/path`, with `*` in each part. */
export function matchesPattern(pattern: string, url: string): boolean {
  if (pattern === '<all_urls>') return true
  const [, scheme = '', host = '', path = ''] = /^([^:]+):\/\/([^/]*)(.*)$/s.exec(pattern) ?? []
  const anyHost = host.startsWith('*.')
  const wanted = [
    withStars(scheme, '[a-z][a-z0-9+.-]*'),
    '://',
    anyHost ? `([^/?#]*\\.)?${withStars(host.slice(2), '[^/?#]*')}` : withStars(host, '[^/?#]*'),
    path === '' ? '.*' : withStars(path, '.*'),
  ]
  return new RegExp(`^${wanted.join('')}$`, 'is').test(url)
}

function withStars(part: string, anything: string): string {
  return part.split('*').map(literally).join(anything)
}

function literally(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&')
}

/** A session's `webRequest`, and the way by which requests are shown to it. */
export class RequestObservers {
  readonly #registered = new Map<Stage, Registered>()

  readonly api = strict('session.webRequest', {
    onBeforeRequest: this.#registrar('onBeforeRequest'),
    onBeforeSendHeaders: this.#registrar('onBeforeSendHeaders'),
    onHeadersReceived: this.#registrar('onHeadersReceived'),
  } satisfies Partial<WebRequest>) as Pick<WebRequest, Stage>

  has(stage: Stage): boolean {
    return this.#registered.has(stage)
  }

  /** Asks the listener of a stage, if it has one for this URL. */
  async ask(stage: Stage, details: { readonly url: string; readonly resourceType: string }): Promise<Answer> {
    const registered = this.#registered.get(stage)
    if (!registered) return {}
    const { urls, excludeUrls = [], types = [] } = registered.filter
    const fits =
      (urls.length === 0 || urls.some(pattern => matchesPattern(pattern, details.url))) &&
      !excludeUrls.some(pattern => matchesPattern(pattern, details.url)) &&
      (types.length === 0 || types.some(type => type === details.resourceType))
    return fits ? new Promise(resolve => registered.listener(details as never, resolve)) : {}
  }

  #registrar(stage: Stage): (first: WebRequestFilter | Listener | null, second?: Listener | null) => void {
    return (first, second) => {
      const listener = typeof first === 'function' ? first : second
      const filter = typeof first === 'function' || first === null ? { urls: [] } : first
      if (listener) this.#registered.set(stage, { filter, listener })
      else this.#registered.delete(stage)
    }
  }
}
