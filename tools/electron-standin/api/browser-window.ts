import { isAbsolute } from 'node:path'
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle, WebPreferences } from 'electron'
import { devTools } from '../browser.ts'
import { isDevToolsGone } from '../chromium/pipe.ts'
import { lifecycle } from '../lifecycle.ts'
import { allowsUnload, resizePage } from '../page-session.ts'
import { isPrevented } from '../preventable.ts'
import { notImplemented, strictEmitter } from '../strict.ts'
import { app } from './app.ts'
import { StandInWebContents } from './web-contents.ts'

type Implemented = Pick<
  BrowserWindow,
  | 'blur'
  | 'center'
  | 'close'
  | 'destroy'
  | 'flashFrame'
  | 'focus'
  | 'getBackgroundColor'
  | 'getBounds'
  | 'getContentBounds'
  | 'getContentSize'
  | 'getMinimumSize'
  | 'getNormalBounds'
  | 'getPosition'
  | 'getSize'
  | 'getTitle'
  | 'hide'
  | 'id'
  | 'isDestroyed'
  | 'isFocused'
  | 'isFullScreen'
  | 'isMaximized'
  | 'isMinimized'
  | 'isVisible'
  | 'loadFile'
  | 'loadURL'
  | 'maximize'
  | 'minimize'
  | 'moveTop'
  | 'reload'
  | 'removeMenu'
  | 'restore'
  | 'setBackgroundColor'
  | 'setBounds'
  | 'setFullScreen'
  | 'setIcon'
  | 'setMenuBarVisibility'
  | 'setMinimumSize'
  | 'setPosition'
  | 'setProgressBar'
  | 'setSize'
  | 'setTitle'
  | 'setTitleBarOverlay'
  | 'show'
  | 'showInactive'
  | 'unmaximize'
>
type WindowState = 'normal' | 'minimized' | 'maximized' | 'fullscreen'

/** The only values under which pages run here; asking for others must not pass silently. */
const REQUIRED_PREFERENCES = {
  nodeIntegration: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  webviewTag: false,
} as const satisfies WebPreferences

const windows = new Map<number, StandInBrowserWindow>()
let lastId = 0
let focused: StandInBrowserWindow | undefined

export class StandInBrowserWindow extends strictEmitter('BrowserWindow') implements Implemented {
  readonly id = ++lastId
  readonly webContents: StandInWebContents
  #bounds: Rectangle
  #minimumSize: [number, number]
  #state: WindowState = 'normal'
  #title: string
  #backgroundColor: string
  #shown: boolean
  #readyToShow = false
  #destroyed = false

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const { width = 800, height = 600, x = 0, y = 0, webPreferences = {} } = options
    checkPreferences(webPreferences)
    this.#bounds = { x, y, width, height }
    this.#minimumSize = [options.minWidth ?? 0, options.minHeight ?? 0]
    this.#title = options.title ?? app.name
    this.#backgroundColor = options.backgroundColor ?? '#FFFFFF'
    this.#shown = options.show !== false
    windows.set(this.id, this)
    lifecycle.windows.add(this)
    this.webContents = new StandInWebContents(
      {
        bounds: this.#bounds,
        isFocused: () => this.isFocused(),
        close: askPage => void this.#close(askPage),
        gone: () => this.#gone(),
      },
      webPreferences,
    )
    this.webContents.on('page-title-updated', (event: Event, title: string) => {
      this.emit('page-title-updated', event, title, true)
      if (!event.defaultPrevented) this.#title = title
    })
    this.webContents.on('did-finish-load', () => {
      if (!this.#readyToShow) this.emit('ready-to-show')
      this.#readyToShow = true
    })
    app.emit('web-contents-created', {}, this.webContents)
    app.emit('browser-window-created', {}, this)
    if (this.#shown) this.focus()
    else this.#tellVisibility()
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  loadFile(...args: Parameters<StandInWebContents['loadFile']>): Promise<void> {
    return this.webContents.loadFile(...args)
  }

  reload(): void {
    this.webContents.reload()
  }

  show(): void {
    this.showInactive()
    this.focus()
  }

  showInactive(): void {
    if (this.#shown) return
    this.#shown = true
    this.#tellVisibility()
    this.emit('show')
  }

  hide(): void {
    if (!this.#shown) return
    this.#shown = false
    this.#tellVisibility()
    this.emit('hide')
    this.blur()
  }

  isVisible(): boolean {
    return this.#shown && this.#state !== 'minimized'
  }

  focus(): void {
    if (focused === this || this.#destroyed) return
    focused?.blur()
    focused = this
    this.emit('focus')
    app.emit('browser-window-focus', {}, this)
    void this.#inBrowser(({ sessionId }) => devTools().send('Page.bringToFront', undefined, sessionId))
  }

  blur(): void {
    if (focused !== this) return
    focused = undefined
    this.emit('blur')
    app.emit('browser-window-blur', {}, this)
  }

  isFocused(): boolean {
    return focused === this
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  minimize(): void {
    if (this.#enter('minimized')) this.emit('minimize')
  }

  maximize(): void {
    if (this.#enter('maximized')) this.emit('maximize')
  }

  unmaximize(): void {
    if (this.#state === 'maximized' && this.#enter('normal')) this.emit('unmaximize')
  }

  restore(): void {
    if (this.#enter('normal')) this.emit('restore')
  }

  setFullScreen(fullScreen: boolean): void {
    if (this.#enter(fullScreen ? 'fullscreen' : 'normal')) {
      this.emit(fullScreen ? 'enter-full-screen' : 'leave-full-screen')
    }
  }

  isMinimized(): boolean {
    return this.#state === 'minimized'
  }

  isMaximized(): boolean {
    return this.#state === 'maximized'
  }

  isFullScreen(): boolean {
    return this.#state === 'fullscreen'
  }

  #enter(state: WindowState): boolean {
    if (state === this.#state) return false
    this.#state = state
    this.#tellVisibility()
    return true
  }

  #tellVisibility(): void {
    this.webContents.showAs(this.isVisible() ? 'visible' : 'hidden')
  }

  getBounds(): Rectangle {
    return { ...this.#bounds }
  }

  getNormalBounds(): Rectangle {
    return this.getBounds()
  }

  getContentBounds(): Rectangle {
    return this.getBounds()
  }

  setBounds(bounds: Partial<Rectangle>): void {
    const before = this.#bounds
    const [minWidth, minHeight] = this.#minimumSize
    const wanted = { ...before, ...bounds }
    this.#bounds = {
      ...wanted,
      width: Math.max(wanted.width, minWidth),
      height: Math.max(wanted.height, minHeight),
    }
    const { x, y, width, height } = this.#bounds
    void this.#inBrowser(async page => {
      await resizePage(page, { x, y, width, height })
      if (x !== before.x || y !== before.y) this.emit('move')
      if (width !== before.width || height !== before.height) this.emit('resize')
    })
  }

  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height]
  }

  getContentSize(): number[] {
    return this.getSize()
  }

  setSize(width: number, height: number): void {
    this.setBounds({ width, height })
  }

  getPosition(): number[] {
    return [this.#bounds.x, this.#bounds.y]
  }

  setPosition(x: number, y: number): void {
    this.setBounds({ x, y })
  }

  getMinimumSize(): number[] {
    return [...this.#minimumSize]
  }

  setMinimumSize(width: number, height: number): void {
    this.#minimumSize = [width, height]
  }

  getTitle(): string {
    return this.#title
  }

  setTitle(title: string): void {
    this.#title = title
  }

  getBackgroundColor(): string {
    return this.#backgroundColor
  }

  setBackgroundColor(color: string): void {
    this.#backgroundColor = color
  }

  // What only a window manager would show.
  center(): void {}
  flashFrame(): void {}
  moveTop(): void {}
  removeMenu(): void {}
  setIcon(): void {}
  setMenuBarVisibility(): void {}
  setProgressBar(): void {}
  setTitleBarOverlay(): void {}

  close(): void {
    void this.#close(true)
  }

  /** Not of Electron: closes and says whether it did. */
  closeGently(): Promise<boolean> {
    return this.#close(true)
  }

  async #close(askPage: boolean): Promise<boolean> {
    if (this.#destroyed) return true
    if (askPage && !(await this.#pageAllowsClose())) return false
    if (isPrevented(this, 'close', {})) return false
    this.destroy()
    return true
  }

  async #pageAllowsClose(): Promise<boolean> {
    if (await allowsUnload(this.webContents.page())) return true
    return isPrevented(this.webContents, 'will-prevent-unload', {})
  }

  destroy(): void {
    this.#gone()
  }

  #gone(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    windows.delete(this.id)
    lifecycle.windows.delete(this)
    if (focused === this) focused = undefined
    this.webContents.destroyed()
    this.emit('closed')
    if (windows.size > 0 || lifecycle.exiting) return
    if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
    else app.quit()
  }

  async #inBrowser(
    work: (page: Awaited<ReturnType<StandInWebContents['page']>>) => Promise<unknown>,
  ): Promise<void> {
    try {
      await work(await this.webContents.page())
    } catch (error) {
      if (!isDevToolsGone(error)) process.stderr.write(`electron stand-in: window: ${String(error)}\n`)
    }
  }

  static getAllWindows(): StandInBrowserWindow[] {
    return [...windows.values()]
  }

  static fromId(id: number): StandInBrowserWindow | null {
    return windows.get(id) ?? null
  }

  static fromWebContents(contents: unknown): StandInBrowserWindow | null {
    return [...windows.values()].find(window => window.webContents === contents) ?? null
  }

  static getFocusedWindow(): StandInBrowserWindow | null {
    return focused ?? null
  }
}

function checkPreferences(preferences: WebPreferences): void {
  for (const [name, required] of Object.entries(REQUIRED_PREFERENCES)) {
    const asked = preferences[name as keyof typeof REQUIRED_PREFERENCES]
    if (asked !== undefined && asked !== required) throw notImplemented(`webPreferences.${name}: ${asked}`)
  }
  if (preferences.partition !== undefined || preferences.session !== undefined) {
    throw notImplemented('a session of a window of its own')
  }
  if (preferences.preload !== undefined && !isAbsolute(preferences.preload)) {
    throw new Error(`preload must be an absolute path: ${preferences.preload}`)
  }
}
