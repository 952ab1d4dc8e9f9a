import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type {
  IpcMainEvent,
  IpcMainInvokeEvent,
  LoadFileOptions,
  Rectangle,
  WebContents,
  WebPreferences,
} from 'electron'
import { browserPid, devTools, onBrowserConnected } from '../browser.ts'
import { isDevToolsGone } from '../chromium/pipe.ts'
import type { Protocol } from '../chromium/protocol.ts'
import { BINDING, codec, RECEIVE } from '../page-scripts.ts'
import { openPage, type PageSession } from '../page-session.ts'
import { isPrevented, preventableEvent } from '../preventable.ts'
import { answerRequest, type RequestingPage } from '../request-interception.ts'
import { strictEmitter } from '../strict.ts'
import { app } from './app.ts'
import { callHandler, ipcMain } from './ipc-main.ts'
import { toAppUrl, toPageUrl } from './protocol.ts'
import { defaultSession } from './session.ts'
import { mainFrameOf } from './web-frame-main.ts'

type Implemented = Pick<
  WebContents,
  | 'close'
  | 'closeDevTools'
  | 'executeJavaScript'
  | 'focus'
  | 'getOSProcessId'
  | 'getTitle'
  | 'getType'
  | 'getURL'
  | 'id'
  | 'insertCSS'
  | 'isCrashed'
  | 'isDestroyed'
  | 'isDevToolsOpened'
  | 'isFocused'
  | 'isLoading'
  | 'loadFile'
  | 'loadURL'
  | 'mainFrame'
  | 'openDevTools'
  | 'reload'
  | 'send'
  | 'setBackgroundThrottling'
  | 'setWindowOpenHandler'
>
type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0]
type Head = { readonly kind: string; readonly id?: number; readonly channel?: string }

/** The window that shows the page. */
export type ContentsOwner = {
  readonly bounds: Rectangle
  isFocused(): boolean
  close(askPage: boolean): void
  gone(): void
}

const byId = new Map<number, StandInWebContents>()
const bySession = new Map<string, StandInWebContents>()
let lastId = 0

export class StandInWebContents extends strictEmitter('webContents') implements Implemented {
  readonly id = ++lastId
  readonly session = defaultSession
  readonly mainFrame = mainFrameOf(this)
  readonly #owner: ContentsOwner
  readonly #preferences: WebPreferences
  readonly #opened: Promise<void>
  #page: PageSession | undefined
  /** Execution context of the preload in the current document; 0 while there is none. */
  #context = 0
  #undelivered: [head: object, body: string][] = []
  #url = ''
  /** The same address as Chromium knows it, without a fragment. */
  #pageUrl: string | undefined
  #title = ''
  #expectedUrl: string | undefined
  #load: PromiseWithResolvers<void> | undefined
  #loading = false
  #crashed = false
  #destroyed = false
  #openHandler: OpenHandler = () => ({ action: 'allow' })

  constructor(owner: ContentsOwner, preferences: WebPreferences) {
    super()
    this.#owner = owner
    this.#preferences = preferences
    byId.set(this.id, this)
    this.#opened = openPage({ preload: preferences.preload, ...owner.bounds }, page => {
      this.#page = page
      bySession.set(page.sessionId, this)
    })
    this.#opened.catch(error => {
      if (!isDevToolsGone(error)) process.stderr.write(`electron stand-in: window: ${String(error)}\n`)
    })
  }

  /** Not of Electron: the page, once it has been opened. */
  async page(): Promise<PageSession> {
    await this.#opened
    if (!this.#page) throw new Error('the page has gone')
    return this.#page
  }

  getURL(): string {
    return this.#url
  }

  getTitle(): string {
    return this.#title
  }

  getType(): 'window' {
    return 'window'
  }

  getOSProcessId(): number {
    return browserPid()
  }

  isLoading(): boolean {
    return this.#loading
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  isCrashed(): boolean {
    return this.#crashed
  }

  isFocused(): boolean {
    return this.#owner.isFocused()
  }

  isDevToolsOpened(): boolean {
    return false
  }

  focus(): void {}
  openDevTools(): void {}
  closeDevTools(): void {}
  setBackgroundThrottling(): void {}

  close(options?: { waitForBeforeUnload: boolean }): void {
    this.#owner.close(options?.waitForBeforeUnload !== false)
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }

  async loadURL(url: string): Promise<void> {
    const { sessionId } = await this.#startLoading(url)
    const load = this.#load
    const { errorText } = await devTools().send('Page.navigate', { url: toPageUrl(url) }, sessionId)
    if (errorText === undefined) return load?.promise
    this.#load = undefined
    this.#loading = false
    const code = errorText.replace('net::', '')
    this.emit('did-fail-load', {}, -2, code, url, true)
    throw Object.assign(new Error(`${code} (-2) loading '${url}'`), { code, errno: -2, url })
  }

  loadFile(file: string, { hash, query = {} }: LoadFileOptions = {}): Promise<void> {
    const url = pathToFileURL(resolve(app.getAppPath(), file))
    if (hash !== undefined) url.hash = hash
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    return this.loadURL(url.href)
  }

  reload(): void {
    void this.#startLoading(this.#url)
      .then(({ sessionId }) => devTools().send('Page.reload', {}, sessionId))
      .catch(reportUnlessGone)
  }

  async #startLoading(url: string): Promise<PageSession> {
    this.#expectedUrl = toPageUrl(url)
    this.#loading = true
    this.#load = Promise.withResolvers()
    // Callers that do not wait for the load need no failure of it.
    this.#load.promise.catch(() => {})
    return this.page()
  }

  async executeJavaScript(expression: string): Promise<unknown> {
    const { sessionId } = await this.page()
    const { result, exceptionDetails } = await devTools().send(
      'Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true },
      sessionId,
    )
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  async insertCSS(css: string): Promise<string> {
    await this.executeJavaScript(
      `{ const sheet = new CSSStyleSheet(); sheet.replaceSync(${JSON.stringify(css)}); document.adoptedStyleSheets.push(sheet) }`,
    )
    return '1'
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed')
    this.#deliver({ kind: 'event', channel }, codec.encode(args))
  }

  /** Not of Electron: what the page is to believe about being seen. */
  showAs(visibility: 'visible' | 'hidden'): void {
    if (!this.#destroyed) this.#deliver({ kind: 'visibility' }, codec.encode([visibility]))
  }

  /** Hands a message to the preload's world, or keeps it until there is one. */
  #deliver(head: object, body: string): void {
    if (this.#context === 0 || !this.#page) {
      this.#undelivered.push([head, body])
      return
    }
    const call = {
      functionDeclaration: `function (head, body) { ${RECEIVE}(head, body) }`,
      executionContextId: this.#context,
      arguments: [{ value: JSON.stringify(head) }, { value: body }],
    }
    devTools()
      .send('Runtime.callFunctionOn', call, this.#page.sessionId)
      .then(({ exceptionDetails }) => {
        const thrown = exceptionDetails?.exception?.description
        if (thrown !== undefined)
          process.stderr.write(`electron stand-in: a listener in the preload threw ${thrown}\n`)
      })
      .catch(reportUnlessGone)
  }

  /** Not of Electron: a message from the preload's world. */
  async receive(text: string, context: number): Promise<void> {
    const newline = text.indexOf('\n')
    const head: Head = JSON.parse(text.slice(0, newline))
    const args = codec.decode(text.slice(newline + 1)) as unknown[]
    const { kind, channel = '' } = head
    if (kind === 'hello') return this.#documentStarted(context)
    if (kind === 'preload-error') {
      this.emit('preload-error', {}, this.#preferences.preload, args[0])
      return
    }
    const event = this.#ipcEvent()
    if (kind === 'send') {
      this.emit('ipc-message', event, channel, ...args)
      ipcMain.emit(channel, event, ...args)
      return
    }
    const [answer, body] = await this.#invoke(channel, event as unknown as IpcMainInvokeEvent, args)
    if (this.#context === context) this.#deliver({ ...answer, id: head.id }, body)
  }

  async #invoke(channel: string, event: IpcMainInvokeEvent, args: unknown[]): Promise<[object, string]> {
    try {
      return [{ kind: 'result' }, codec.encode([await callHandler(channel, event, args)])]
    } catch (error) {
      console.error(`Error occurred in handler for '${channel}':`, error)
      return [{ kind: 'error', message: String(error) }, codec.encode([])]
    }
  }

  #ipcEvent(): IpcMainEvent {
    const details = {
      type: 'frame',
      sender: this,
      senderFrame: this.mainFrame,
      frameId: this.mainFrame.routingId,
      processId: this.mainFrame.processId,
      ports: [],
      reply: (channel: string, ...args: unknown[]) => this.send(channel, ...args),
    }
    return preventableEvent(details) as unknown as IpcMainEvent
  }

  #documentStarted(context: number): void {
    this.#context = context
    const waiting = this.#undelivered
    this.#undelivered = []
    for (const [head, body] of waiting) this.#deliver(head, body)
  }

  /** Not of Electron: asks the app whether a frame may go where its page, not the app, sends it. */
  allowsNavigation({ request, frameId, redirectedRequestId }: Protocol.Fetch.requestPausedPayload): boolean {
    const isMainFrame = frameId === this.#page?.targetId
    const isRedirect = redirectedRequestId !== undefined
    // Loads by the app, and reloads, which Electron does not ask about either.
    if (!isRedirect && isMainFrame && [this.#expectedUrl, this.#pageUrl].includes(request.url)) return true
    const url = toAppUrl(request.url)
    const details = { url, isMainFrame, isSameDocument: false, frame: isMainFrame ? this.mainFrame : null }
    if (isRedirect) return !isPrevented(this, 'will-redirect', details, url, false, isMainFrame)
    if (isPrevented(this, 'will-frame-navigate', details)) return false
    return !isMainFrame || !isPrevented(this, 'will-navigate', details, url)
  }

  /** Not of Electron: a page asked for a window. */
  windowRequested({ url, windowName, windowFeatures }: Protocol.Page.windowOpenPayload): void {
    const { action } = this.#openHandler({
      url: toAppUrl(url),
      frameName: windowName,
      features: windowFeatures.join(','),
      disposition: 'foreground-tab',
      referrer: { url: this.#url, policy: 'strict-origin-when-cross-origin' },
    })
    if (action === 'allow')
      process.stderr.write('electron stand-in: a window allowed by the app is not opened\n')
  }

  /** Not of Electron: a frame shows another document. */
  navigated(frame: Protocol.Page.Frame): void {
    const isFirstBlank = frame.url === 'about:blank' && this.#expectedUrl !== 'about:blank'
    if (frame.parentId !== undefined || isFirstBlank) return
    this.#url = toAppUrl(frame.url + (frame.urlFragment ?? ''))
    this.#pageUrl = frame.url
    this.#expectedUrl = undefined
    this.emit('did-navigate', {}, this.#url, 200, 'OK')
    void defaultSession.decidePermissions(this as never, frame.url).catch(reportUnlessGone)
  }

  navigatedWithinDocument(url: string): void {
    this.#url = toAppUrl(url)
    this.emit('did-navigate-in-page', {}, this.#url, true)
  }

  documentEnded(context: number): void {
    if (context === this.#context) this.#context = 0
  }

  domReady(): void {
    if (this.#url !== '') this.emit('dom-ready', {})
  }

  async finishedLoading(): Promise<void> {
    if (this.#url === '') return
    const title = await this.executeJavaScript('document.title').catch(reportUnlessGone)
    if (this.#destroyed) return
    if (typeof title === 'string' && title !== '' && title !== this.#title) {
      this.#title = title
      this.emit('page-title-updated', preventableEvent({}), title, true)
    }
    this.#loading = false
    this.#load?.resolve()
    this.emit('did-finish-load', {})
  }

  crashed(): void {
    this.#crashed = true
    const details = { reason: 'crashed', exitCode: 1 }
    this.emit('render-process-gone', {}, details)
    app.emit('render-process-gone', {}, this, details)
  }

  consoleCalled({ type, args }: Protocol.Runtime.consoleAPICalledPayload): void {
    const level = type === 'warning' || type === 'error' || type === 'debug' ? type : 'info'
    const message = args.map(arg => String(arg.value ?? arg.description ?? '')).join(' ')
    this.emit('console-message', { level, message, lineNumber: 0, sourceId: '', frame: this.mainFrame })
  }

  /** Not of Electron: the window is gone, and the page with it. */
  destroyed(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    byId.delete(this.id)
    const page = this.#page
    if (page) {
      bySession.delete(page.sessionId)
      devTools().send('Target.closeTarget', { targetId: page.targetId }).catch(reportUnlessGone)
    } else {
      // Closed while it was being opened: the page follows as soon as it is there.
      void this.page()
        .then(({ targetId }) => devTools().send('Target.closeTarget', { targetId }))
        .catch(reportUnlessGone)
    }
    this.emit('destroyed')
  }

  targetDestroyed(): void {
    this.#owner.gone()
  }

  get targetId(): string | undefined {
    return this.#page?.targetId
  }

  /** What the interception of requests needs of this page. */
  get requesting(): RequestingPage {
    const { targetId: mainFrameId = '', sessionId = '' } = this.#page ?? {}
    return { id: this.id, sessionId, mainFrameId, allowsNavigation: paused => this.allowsNavigation(paused) }
  }

  static getAllWebContents(): StandInWebContents[] {
    return [...byId.values()]
  }

  static fromId(id: number): StandInWebContents | undefined {
    return byId.get(id)
  }

  static fromDevToolsTargetId(targetId: string): StandInWebContents | undefined {
    return [...byId.values()].find(contents => contents.targetId === targetId)
  }

  static getFocusedWebContents(): StandInWebContents | null {
    return [...byId.values()].find(contents => contents.isFocused()) ?? null
  }
}

function reportUnlessGone(error: unknown): void {
  if (!isDevToolsGone(error)) process.stderr.write(`electron stand-in: ${String(error)}\n`)
}

onBrowserConnected(pipe => {
  function forward<E extends keyof Protocol.Events>(
    event: E,
    listener: (contents: StandInWebContents, params: Protocol.Events[E]) => unknown,
  ): void {
    pipe.on(event, (params, sessionId) => {
      const contents = sessionId === undefined ? undefined : bySession.get(sessionId)
      if (contents) listener(contents, params)
    })
  }
  forward('Runtime.bindingCalled', (contents, { name, payload, executionContextId }) => {
    if (name === BINDING) void contents.receive(payload, executionContextId)
  })
  forward('Fetch.requestPaused', (contents, paused) => answerRequest(contents.requesting, paused))
  forward('Page.windowOpen', (contents, params) => contents.windowRequested(params))
  forward('Page.frameNavigated', (contents, { frame }) => contents.navigated(frame))
  forward('Page.navigatedWithinDocument', (contents, { url }) => contents.navigatedWithinDocument(url))
  forward('Page.domContentEventFired', contents => contents.domReady())
  forward('Page.loadEventFired', contents => contents.finishedLoading())
  forward('Runtime.executionContextDestroyed', (contents, params) =>
    contents.documentEnded(params.executionContextId),
  )
  forward('Runtime.consoleAPICalled', (contents, params) => contents.consoleCalled(params))
  forward('Inspector.targetCrashed', contents => contents.crashed())
  pipe.on('Target.targetDestroyed', ({ targetId }) => {
    StandInWebContents.fromDevToolsTargetId(targetId)?.targetDestroyed()
  })
  // A page's own windows: its handler was asked in Page.windowOpen, and none is kept.
  pipe.on('Target.targetCreated', ({ targetInfo: { targetId, openerId } }) => {
    if (openerId !== undefined && StandInWebContents.fromDevToolsTargetId(openerId)) {
      pipe.send('Target.closeTarget', { targetId }).catch(reportUnlessGone)
    }
  })
})
