import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App, CommandLine } from 'electron'
import { InstanceLock } from '../instance-lock.ts'
import { beforeExit, doExitWork, lifecycle } from '../lifecycle.ts'
import { isPrevented } from '../preventable.ts'
import { appMetrics } from '../process-metrics.ts'
import { runtime } from '../runtime.ts'
import { notImplemented, strict, strictEmitter } from '../strict.ts'

type Implemented = Pick<
  App,
  | 'commandLine'
  | 'disableHardwareAcceleration'
  | 'enableSandbox'
  | 'exit'
  | 'focus'
  | 'getAppMetrics'
  | 'getAppPath'
  | 'getLocale'
  | 'getLocaleCountryCode'
  | 'getName'
  | 'getPath'
  | 'getPreferredSystemLanguages'
  | 'getSystemLocale'
  | 'getVersion'
  | 'hasSingleInstanceLock'
  | 'isPackaged'
  | 'isReady'
  | 'name'
  | 'quit'
  | 'relaunch'
  | 'releaseSingleInstanceLock'
  | 'requestSingleInstanceLock'
  | 'setAboutPanelOptions'
  | 'setAppLogsPath'
  | 'setAppUserModelId'
  | 'setName'
  | 'setPath'
  | 'whenReady'
>

type PathName = Parameters<App['getPath']>[0]

const FOLDERS: Partial<Record<PathName, string>> = {
  desktop: 'Desktop',
  documents: 'Documents',
  downloads: 'Downloads',
  music: 'Music',
  pictures: 'Pictures',
  videos: 'Videos',
}

/** Switches given on the command line and by `app.commandLine`; Chromium gets them when it starts. */
export const commandLineSwitches = new Map(runtime.commandLine.switches)

const commandLine = strict('app.commandLine', {
  appendSwitch: (name, value = '') => {
    commandLineSwitches.set(name.toLowerCase(), String(value))
  },
  hasSwitch: name => commandLineSwitches.has(name.toLowerCase()),
  getSwitchValue: name => commandLineSwitches.get(name.toLowerCase()) ?? '',
  removeSwitch: name => {
    commandLineSwitches.delete(name.toLowerCase())
  },
} satisfies Partial<CommandLine>) as CommandLine

class StandInApp extends strictEmitter('app') implements Implemented {
  readonly commandLine = commandLine
  readonly isPackaged = false
  name = runtime.app.name
  readonly #paths = new Map<string, string>()
  readonly #ready = Promise.withResolvers<void>()
  readonly #lock = new InstanceLock((argv, cwd, data) => {
    void this.#ready.promise.then(() => this.emit('second-instance', {}, argv, cwd, data))
  })
  #quitting = false

  isReady(): boolean {
    return lifecycle.ready
  }

  whenReady(): Promise<void> {
    return this.#ready.promise
  }

  /** Not of Electron: called once, when the main module has been evaluated. */
  async becomeReady(prepare: () => Promise<void>): Promise<void> {
    if (lifecycle.exiting) return
    await prepare()
    lifecycle.ready = true
    this.emit('will-finish-launching')
    this.emit('ready', {}, {})
    this.#ready.resolve()
  }

  getName(): string {
    return this.name
  }

  setName(name: string): void {
    this.name = name
  }

  getVersion(): string {
    return runtime.app.version ?? runtime.electronVersion
  }

  getAppPath(): string {
    return runtime.app.appPath
  }

  getLocale(): string {
    return 'en-US'
  }

  getSystemLocale(): string {
    return 'en-US'
  }

  getLocaleCountryCode(): string {
    return 'US'
  }

  getPreferredSystemLanguages(): string[] {
    return ['en-US']
  }

  getPath(name: PathName): string {
    const path = this.#paths.get(name) ?? this.#defaultPath(name)
    if (name === 'userData' || name === 'sessionData' || name === 'logs') mkdirSync(path, { recursive: true })
    return path
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  setAppLogsPath(path?: string): void {
    if (path !== undefined) this.setPath('logs', path)
  }

  #defaultPath(name: PathName): string {
    const folder = FOLDERS[name]
    if (folder !== undefined) return join(homedir(), folder)
    switch (name) {
      case 'home':
        return homedir()
      case 'temp':
        return tmpdir()
      case 'exe':
      case 'module':
        return runtime.executable
      case 'appData':
        return process.env.XDG_CONFIG_HOME || join(homedir(), '.config')
      case 'userData':
        return commandLineSwitches.get('user-data-dir') || join(this.getPath('appData'), this.name)
      case 'sessionData':
        return this.getPath('userData')
      case 'logs':
        return join(this.getPath('userData'), 'logs')
      default:
        throw notImplemented(`app.getPath('${name}')`)
    }
  }

  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    const held = this.#lock.request(this.getPath('userData'), additionalData)
    if (!held) beforeExit(() => this.#lock.told)
    return held
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock.held
  }

  releaseSingleInstanceLock(): void {
    this.#lock.release()
  }

  getAppMetrics(): ReturnType<App['getAppMetrics']> {
    return appMetrics()
  }

  quit(): void {
    if (this.#quitting) return
    this.#quitting = true
    void this.#quitUnlessPrevented()
  }

  async #quitUnlessPrevented(): Promise<void> {
    const closed = !isPrevented(this, 'before-quit', {}) && (await this.#closeWindows())
    if (closed && !isPrevented(this, 'will-quit', {})) this.exit(Number(process.exitCode ?? 0))
    // Prevented: the app may quit again as soon as it has tidied up.
    else this.#quitting = false
  }

  async #closeWindows(): Promise<boolean> {
    for (const window of lifecycle.windows) {
      if (!(await window.closeGently())) return false
    }
    return true
  }

  exit(exitCode = 0): void {
    if (lifecycle.exiting) return
    lifecycle.exiting = true
    for (const window of lifecycle.windows) window.destroy()
    this.emit('quit', {}, exitCode)
    void doExitWork().then(() => process.exit(exitCode))
  }

  relaunch({
    args = process.argv.slice(1),
    execPath = runtime.executable,
  }: {
    args?: string[]
    execPath?: string
  } = {}): void {
    beforeExit(async () => {
      process.once('exit', () => spawn(execPath, args, { detached: true, stdio: 'ignore' }).unref())
    })
  }

  focus(): void {}
  enableSandbox(): void {}
  disableHardwareAcceleration(): void {}
  setAppUserModelId(): void {}
  setAboutPanelOptions(): void {}
}

export const app = new StandInApp()
