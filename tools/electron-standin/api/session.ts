import type { Session } from 'electron'
import { devTools, onBrowserConnected } from '../browser.ts'
import type { DevToolsPipe } from '../chromium/pipe.ts'
import type { Protocol } from '../chromium/protocol.ts'
import { preventableEvent } from '../preventable.ts'
import { notImplemented, strict, strictEmitter } from '../strict.ts'
import { protocol, toAppUrl } from './protocol.ts'
import { RequestObservers } from './web-request.ts'

type Implemented = Pick<
  Session,
  | 'clearCache'
  | 'clearStorageData'
  | 'resolveProxy'
  | 'setCertificateVerifyProc'
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setProxy'
  | 'setSpellCheckerEnabled'
  | 'isSpellCheckerEnabled'
>
type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0]
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0]
type RequestContents = Parameters<NonNullable<RequestHandler>>[0]

/** Permissions that a page may ask for: Electron's name and the protocol's. */
const PERMISSIONS = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['idle-detection', 'idle-detection'],
] as const

class StandInSession extends strictEmitter('session') implements Implemented {
  readonly protocol = protocol
  readonly #observers = new RequestObservers()
  readonly webRequest = this.#observers.api
  #requestHandler: RequestHandler = null
  #checkHandler: CheckHandler = null
  #spellChecker = true

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#requestHandler = handler
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#checkHandler = handler
  }

  setCertificateVerifyProc(): void {}

  setSpellCheckerEnabled(enable: boolean): void {
    this.#spellChecker = enable
  }

  isSpellCheckerEnabled(): boolean {
    return this.#spellChecker
  }

  async resolveProxy(): Promise<string> {
    return 'DIRECT'
  }

  async setProxy(config: Parameters<Session['setProxy']>[0]): Promise<void> {
    if (config.mode !== undefined && config.mode !== 'direct' && config.mode !== 'system') {
      throw notImplemented(`session.setProxy with mode '${config.mode}'`)
    }
  }

  async clearCache(): Promise<void> {}

  async clearStorageData(): Promise<void> {
    await devTools().send('Storage.clearDataForOrigin', { origin: '*', storageTypes: 'all' })
  }

  /** Not of Electron: what sees each request. */
  get observers(): RequestObservers {
    return this.#observers
  }

  /**
   * Not of Electron: asks the app about every permission when a page has been opened, since DevTools can only set
   * permissions ahead and does not tell when a page asks.
   */
  async decidePermissions(contents: RequestContents, pageUrl: string): Promise<void> {
    if (!/^https?:/.test(pageUrl) || (!this.#requestHandler && !this.#checkHandler)) return
    const { origin } = new URL(pageUrl)
    for (const [permission, name] of PERMISSIONS) {
      const granted =
        this.#checks(contents, permission, toAppUrl(origin)) && (await this.#grants(contents, permission))
      await devTools().send('Browser.setPermission', {
        permission: { name },
        setting: granted ? 'granted' : 'denied',
        origin,
      })
    }
  }

  #checks(contents: RequestContents, permission: (typeof PERMISSIONS)[number][0], origin: string): boolean {
    const details = { isMainFrame: true, requestingUrl: contents.getURL() }
    return this.#checkHandler?.(contents, permission, origin, details) ?? true
  }

  #grants(contents: RequestContents, permission: (typeof PERMISSIONS)[number][0]): Promise<boolean> {
    const handler = this.#requestHandler
    if (!handler) return Promise.resolve(true)
    const details = { isMainFrame: true, requestingUrl: contents.getURL() }
    return new Promise(resolve => handler(contents, permission, resolve, details))
  }
}

export const defaultSession = new StandInSession()

export const session = strict('session', {
  defaultSession,
  fromPartition: () => {
    throw notImplemented('session.fromPartition')
  },
})

function refuseDownloads(pipe: DevToolsPipe): void {
  pipe.on('Browser.downloadWillBegin', (download: Protocol.Browser.downloadWillBeginPayload) => {
    const item = strict('downloadItem', {
      getURL: () => toAppUrl(download.url),
      getFilename: () => download.suggestedFilename,
      cancel: () => {},
    })
    defaultSession.emit('will-download', preventableEvent({}), item, null)
  })
  pipe
    .send('Browser.setDownloadBehavior', { behavior: 'deny', eventsEnabled: true })
    .catch(error => process.stderr.write(`electron stand-in: downloads: ${String(error)}\n`))
}
onBrowserConnected(refuseDownloads)
