import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { type DevToolsPipe, openDevToolsPipe } from './pipe.ts'

const REMEMBERED_CHARACTERS = 4000

export type ChromiumProcess = {
  readonly devTools: DevToolsPipe
  readonly child: ChildProcess
  /** Resolves when the process has ended. */
  readonly exited: Promise<void>
  /** The end of what Chromium said on standard error. */
  lastWords(): string
}

export type ChromiumOptions = {
  readonly executable: string
  readonly flags: readonly string[]
  readonly profile: string
  /** Gets each piece of standard error. */
  onStderr(text: string): void
}

/** Linux' limit of a socket's path, and what Chromium appends to the temporary folder for its own. */
const LONGEST_SOCKET_PATH = 107
const SOCKET_NAME = '/org.chromium.Chromium.XXXXXX/SingletonSocket'

/** A fresh folder below the profile; the system's own where a socket below the profile would not fit. */
function temporaryFolder(profile: string): string {
  const folder = join(profile, 'tmp')
  if (folder.length + SOCKET_NAME.length > LONGEST_SOCKET_PATH) return tmpdir()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

/**
 * Starts Chromium and speaks to it over a pair of pipes. Chromium exits when the pipes close, so it never outlives
 * this process, however that ends. Its temporary files go below the profile, so that nothing is left elsewhere.
 */
export function startChromium({ executable, flags, profile, onStderr }: ChromiumOptions): ChromiumProcess {
  const temporary = temporaryFolder(profile)
  const child = spawn(executable, [...flags], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // A group of its own: the terminal's Ctrl-C is for the app, which then ends Chromium.
    detached: true,
    env: { ...process.env, TMPDIR: temporary, DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
  })
  const [, , , input, output] = child.stdio as [null, null, Readable, Writable, Readable]
  const devTools = openDevToolsPipe(input, output)
  let tail = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-REMEMBERED_CHARACTERS)
    onStderr(text)
  })
  const exited = new Promise<void>(resolve => {
    child.once('error', error => {
      tail += String(error)
      resolve()
    })
    child.once('exit', () => resolve())
  }).then(() => devTools.end('Chromium has exited'))
  return { devTools, child, exited, lastWords: () => tail }
}
