import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findChromium } from './chromium/executable.ts'
import { chromiumFlags } from './chromium/flags.ts'
import type { DevToolsPipe } from './chromium/pipe.ts'
import { type ChromiumProcess, startChromium } from './chromium/process.ts'
import { beforeExit, lifecycle } from './lifecycle.ts'
import { runtime } from './runtime.ts'

/** Chromium ends within 0.2 s of being asked; past this it is ended by force. */
const CLOSE_LIMIT_MS = 3000

export type BrowserInUse = {
  readonly executable: string
  readonly profile: string
  /** Its headless windows have tabs and an address bar that nobody sees. */
  readonly hiddenBars: boolean
}

/** The browser and profile in use; undefined before the app is ready. */
export let browserInUse: BrowserInUse | undefined

const connectedListeners: ((devTools: DevToolsPipe) => void)[] = []
let chromium: ChromiumProcess | undefined

/** The line to the running Chromium. @throws before the app is ready */
export function devTools(): DevToolsPipe {
  if (!chromium) throw new Error('Chromium has not been started yet')
  return chromium.devTools
}

/** Process id of Chromium, 0 before it runs. */
export function browserPid(): number {
  return chromium?.child.pid ?? 0
}

/** Calls back as soon as there is a line to Chromium, before any page is made. */
export function onBrowserConnected(listener: (devTools: DevToolsPipe) => void): void {
  connectedListeners.push(listener)
}

/**
 * Starts Chromium on a profile below the app's session data, so that storage survives a restart as in Electron.
 *
 * @returns Chromium's version
 */
export async function startBrowser({
  profileParent,
  switches,
}: {
  readonly profileParent: string
  readonly switches: ReadonlyMap<string, string>
}): Promise<string> {
  const executable = findChromium(runtime.visible)
  if (!executable)
    throw new Error(
      `no Chromium found; install ${runtime.visible ? 'chromium' : 'chromium-headless-shell'}, or name one in STANDIN_CHROMIUM`,
    )
  const profile = join(profileParent, 'Chromium')
  const headless = runtime.visible ? 'no' : executable.full ? 'new' : 'shell'
  const debuggingPort = runtime.commandLine.switches.get('remote-debugging-port')
  const announce = announceOnce(/^DevTools listening on ws:.*\n/m)
  const started = startChromium({
    executable: executable.path,
    profile,
    flags: chromiumFlags({ profile, debuggingPort, headless, switches }),
    onStderr: text => {
      if (runtime.log) process.stderr.write(text)
      announce(text)
    },
  })
  chromium = started
  browserInUse = { executable: executable.path, profile, hiddenBars: headless === 'new' }
  beforeExit(closeBrowser)
  void started.exited.then(() => {
    if (lifecycle.exiting) return
    process.stderr.write(`electron stand-in: Chromium has exited\n${started.lastWords()}\n`)
    process.exit(1)
  })
  for (const listener of connectedListeners) listener(started.devTools)
  await started.devTools.send('Target.setDiscoverTargets', { discover: true, filter: [{ type: 'page' }] })
  const { product } = await started.devTools.send('Browser.getVersion')
  return product.split('/')[1] ?? product
}

async function closeBrowser(): Promise<void> {
  if (!chromium) return
  const { child, exited } = chromium
  chromium.devTools.send('Browser.close').catch(() => child.kill('SIGKILL'))
  const overdue = new AbortController()
  await Promise.race([exited, delay(CLOSE_LIMIT_MS, undefined, { signal: overdue.signal })])
  overdue.abort()
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  await exited
}

/** Passes on the first line that matches, as a driver reads from standard error where to attach. */
function announceOnce(line: RegExp): (text: string) => void {
  let seen = ''
  let done = false
  return text => {
    if (done) return
    seen += text
    const match = line.exec(seen)
    if (!match) return
    done = true
    process.stderr.write(match[0])
  }
}
