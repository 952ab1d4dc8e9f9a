#!/usr/bin/env node
/**
 * A private D-Bus session with a throw-away GNOME keyring, for tests and for trying things by hand. Nobody's
 * own keyring is touched, and nothing stays behind: the files are in one temporary folder, and each daemon is
 * ended by its process id.
 *
 *   node tools/with-keyring.mjs [--mode MODE] COMMAND...
 *
 * Node built-ins only. Needs dbus-daemon and dbus-send (package `dbus`) and gnome-keyring-daemon (`gnome-keyring`).
 */
import { execFile, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

/**
 * unlocked: ready to use. locked: a locked collection and nobody to ask for its password. asking: locked, and
 * the question for the password is never answered. none: a bus without a keychain service. no-bus: no bus.
 */
export const modes = ['unlocked', 'locked', 'asking', 'none', 'no-bus']

const startLimitMs = 10_000
const prompter = 'org.gnome.keyring.SystemPrompter'
const service = 'org.freedesktop.secrets'

/**
 * Starts a keyring and says by which environment a program finds it. The caller owns it and must stop it.
 * Throws, with the package to install, where a program is missing.
 */
export async function startKeyring(mode = 'unlocked') {
  if (!modes.includes(mode)) throw new Error(`Unknown mode ${mode}. Use one of: ${modes.join(', ')}.`)
  const folder = mkdtempSync(join(tmpdir(), 'keyring-'))
  const daemons = []
  const endNow = () => {
    for (const pid of [...daemons.map(daemon => daemon.pid), askingPid(folder)]) kill(pid, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', endNow)
  const stop = async () => {
    process.off('exit', endNow)
    kill(askingPid(folder), 'SIGKILL')
    await Promise.all(daemons.toReversed().map(endDaemon))
    rmSync(folder, { recursive: true, force: true })
  }

  try {
    const env = clientEnvironment(folder)
    if (mode === 'no-bus') return { env, lock: nothingToLock, stop }
    requireProgram('dbus-daemon', 'dbus')
    requireProgram('dbus-send', 'dbus')
    const daemonEnv = daemonEnvironment(folder, env)
    daemons.push(startBus(folder, mode, daemonEnv))
    await until(() => existsSync(join(folder, 'run', 'bus')), daemons, 'The private D-Bus did not start.')
    if (mode === 'none') return { env, lock: nothingToLock, stop }

    requireProgram('gnome-keyring-daemon', 'gnome-keyring')
    daemons.push(startDaemon(daemonEnv))
    await until(() => hasCollection(env), daemons, 'The private keyring did not start.')
    const lock = () => lockCollection(env)
    if (mode !== 'unlocked') await lock()
    return { env, lock, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What a program needs in its environment to find this keyring and no other. */
function clientEnvironment(folder) {
  const run = join(folder, 'run')
  mkdirSync(run, { mode: 0o700 })
  return { XDG_RUNTIME_DIR: run, DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(run, 'bus')}` }
}

/** The daemons alone get a home of their own, so that a program under test keeps the caller's. */
function daemonEnvironment(folder, env) {
  const own = { HOME: folder }
  for (const kind of ['data', 'config', 'cache']) {
    own[`XDG_${kind.toUpperCase()}_HOME`] = join(folder, kind)
    mkdirSync(join(folder, kind), { mode: 0o700 })
  }
  return { PATH: process.env.PATH, LANG: 'C.UTF-8', ...own, ...env }
}

/** A bus that starts no service of the machine: with the usual settings a call would start the real keyring. */
function startBus(folder, mode, env) {
  const services = join(folder, 'services')
  mkdirSync(services)
  if (mode === 'asking') {
    // The bus keeps a call waiting while the service that it names starts. This one never says that it did.
    const script = join(folder, 'never-answers')
    writeFileSync(script, `#!/bin/sh\necho $$ > '${join(folder, 'asking.pid')}'\nexec sleep 900\n`)
    chmodSync(script, 0o700)
    writeFileSync(join(services, 'prompter.service'), `[D-BUS Service]\nName=${prompter}\nExec=${script}\n`)
  }
  const settings = join(folder, 'bus.conf')
  writeFileSync(
    settings,
    `<busconfig>
  <type>session</type>
  <listen>${env.DBUS_SESSION_BUS_ADDRESS}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>${services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
  <limit name="service_start_timeout">900000</limit>
</busconfig>\n`,
  )
  return spawn('dbus-daemon', ['--nofork', `--config-file=${settings}`], { env, stdio: 'ignore' })
}

function startDaemon(env) {
  const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  daemon.stdin.on('error', () => {}) // It ended at once: `until` reports that.
  daemon.stdin.end('throw-away')
  return daemon
}

function askService(env, method, ...parameters) {
  const call = ['--session', '--print-reply', `--dest=${service}`, '/org/freedesktop/secrets']
  return new Promise((resolve, reject) => {
    execFile(
      'dbus-send',
      [...call, `org.freedesktop.Secret.Service.${method}`, ...parameters],
      { env: { ...process.env, ...env }, timeout: startLimitMs },
      (error, stdout) => (error ? reject(error) : resolve(stdout)),
    )
  })
}

async function hasCollection(env) {
  const answer = await askService(env, 'ReadAlias', 'string:default').catch(() => '')
  return answer.includes('/collection/')
}

async function lockCollection(env) {
  const alias = await askService(env, 'ReadAlias', 'string:default')
  const path = /object path "([^"]+)"/.exec(alias)?.[1]
  await askService(env, 'Lock', `array:objpath:${path}`)
}

async function nothingToLock() {
  throw new Error('There is no keyring to lock in this mode.')
}

async function until(holds, daemons, message) {
  const limit = Date.now() + startLimitMs
  while (!(await holds())) {
    const ended = daemons.some(daemon => daemon.exitCode !== null || daemon.signalCode !== null)
    if (ended || Date.now() > limit) throw new Error(message)
    await wait(20)
  }
}

function endDaemon(daemon) {
  if (daemon.pid === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return undefined
  return new Promise(resolve => {
    const force = setTimeout(() => kill(daemon.pid, 'SIGKILL'), 2000)
    daemon.once('exit', () => {
      clearTimeout(force)
      resolve()
    })
    daemon.kill('SIGTERM')
  })
}

function askingPid(folder) {
  const file = join(folder, 'asking.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined
}

function kill(pid, signal) {
  if (!pid) return
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

function requireProgram(program, debianPackage) {
  const found = spawnSync(program, ['--version'], { stdio: 'ignore' })
  if (found.error === undefined) return
  throw new Error(`${program} is missing. Install it with: apt-get install ${debianPackage}`)
}

async function runCommand() {
  const words = process.argv.slice(2)
  const mode = words[0] === '--mode' ? words.splice(0, 2)[1] : 'unlocked'
  if (words[0] === '--') words.shift()
  const [command, ...parameters] = words
  if (command === undefined) {
    throw new Error(`Usage: node tools/with-keyring.mjs [--mode ${modes.join('|')}] COMMAND...`)
  }
  const keyring = await startKeyring(mode)
  const child = spawn(command, parameters, { stdio: 'inherit', env: { ...process.env, ...keyring.env } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const code = await new Promise(resolve => {
    child.once('error', error => {
      console.error(error.message)
      resolve(127)
    })
    child.once('exit', (status, signal) => resolve(status ?? 128 + constants.signals[signal]))
  })
  await keyring.stop()
  process.exitCode = code
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await runCommand()
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
