import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

const onPath = name => (process.env.PATH ?? '').split(':').some(folder => existsSync(`${folder}/${name}`))
const hasLibrary = file =>
  ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'].some(folder =>
    existsSync(`${folder}/${file}`),
  )
const hasFonts = () =>
  existsSync('/usr/share/fonts') &&
  readdirSync('/usr/share/fonts', { recursive: true }).some(name => /\.(ttf|otf)$/.test(String(name)))
const hasBrowser = () => ['chromium', 'chromium-browser', 'google-chrome'].some(onPath)
const hasChromium = () =>
  Boolean(process.env.STANDIN_CHROMIUM) || onPath('chromium-headless-shell') || hasBrowser()

/** Tasks that run the app on data and a keychain of their own. */
const trials = ['demo', 'test', 'pictures', 'bench']
const windows = ['start', 'dev']

/** Where no Electron is, a window that can be seen needs the whole Chromium. */
const visibleChromium = {
  package: 'chromium',
  use: "shows the app's window",
  tasks: [...trials, ...windows],
  present: () => Boolean(process.env.STANDIN_CHROMIUM) || hasBrowser(),
}

/** What the app and its tests need of a Debian or Ubuntu system, what for, and how to see that it is there. */
const alwaysNeeded = [
  {
    package: 'chromium-headless-shell',
    use: "draws the app's window where nobody sees it",
    tasks: trials,
    present: hasChromium,
  },
  {
    package: 'dbus',
    use: 'connects the app with the keychain',
    tasks: trials,
    present: () => onPath('dbus-daemon') && onPath('dbus-send'),
  },
  {
    package: 'gnome-keyring',
    use: 'the private keychain of demo and tests',
    tasks: trials,
    present: () => onPath('gnome-keyring-daemon'),
  },
  {
    package: 'libsecret-1-0',
    use: 'speaks to the keychain',
    tasks: [...trials, ...windows],
    present: () => hasLibrary('libsecret-1.so.0'),
  },
  {
    package: 'curl',
    use: 'tries the commands that the app gives to copy',
    tasks: ['test'],
    present: () => onPath('curl'),
  },
  {
    package: 'fonts-dejavu-core',
    use: "letters that the app's own fonts lack",
    tasks: trials,
    present: hasFonts,
  },
]

/** Debian has the small headless Chromium; where it is unknown (Ubuntu, older Debian) the whole one serves. */
const alternatives = { 'chromium-headless-shell': 'chromium' }

/**
 * Installs missing system packages as root on Debian or Ubuntu. Elsewhere it says what is missing and what to run,
 * and throws when the task cannot do without.
 */
export function installSystemPackages({ say, task, visibleStandIn }) {
  if (process.platform !== 'linux') return
  const needs = visibleStandIn ? [visibleChromium, ...alwaysNeeded.slice(1)] : alwaysNeeded
  const missing = needs.filter(need => !need.present())
  if (missing.length === 0) return
  if (!onPath('apt-get') || process.getuid?.() !== 0) {
    askForPackages(missing, say, task)
    return
  }
  say(
    `installing system packages, which takes a minute or two: ${missing.map(need => need.package).join(' ')}`,
  )
  apt(['update'])
  const command = installCommand(missing)
  const report = apt(command.slice(1))
  if (report !== '')
    throw new Error(`${report}\nThe system packages could not be installed. Try: ${command.join(' ')}`)
}

function askForPackages(missing, say, task) {
  const stops = missing.some(need => need.tasks.includes(task))
  if (task !== undefined && !stops) {
    say('some system packages are missing; this does without them, and npm run setup lists them')
    return
  }
  say('system packages are missing:')
  for (const { package: name, use } of missing) say(`  ${name}: ${use}`)
  say(howToInstall(missing))
  if (stops) throw new Error(`"${task}" cannot run without them. Install them, then run it again.`)
}

/** The one line to run. */
function howToInstall(missing) {
  const command = installCommand(missing).join(' ')
  if (!onPath('apt-get'))
    return `Install what your system calls ${missing.map(need => need.package).join(', ')}`
  return onPath('sudo')
    ? `To install them: sudo apt-get update && sudo ${command}`
    : `To install them, as root: apt-get update && ${command}`
}

function installCommand(missing) {
  const names = missing.map(({ package: name }) =>
    name in alternatives && !isOffered(name) ? alternatives[name] : name,
  )
  return ['apt-get', 'install', '-y', '--no-install-recommends', ...names]
}

/** A machine that has never run `apt-get update` knows no package at all; then nothing speaks against this one. */
function isOffered(name) {
  return isKnown(name) || !isKnown('dbus')
}

function isKnown(name) {
  return spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0
}

/** Waits for another apt of this machine. Its hundreds of lines are of use only when it fails: they are the answer. */
function apt(args) {
  const run = spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (run.status === 0) return ''
  return run.error?.message ?? `${run.stdout}${run.stderr}`.trim()
}
