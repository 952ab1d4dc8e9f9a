import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

const anyOf = paths => paths.some(path => existsSync(path))
const onPath = name => (process.env.PATH ?? '').split(':').some(folder => existsSync(`${folder}/${name}`))
const hasLibrary = file =>
  ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'].some(folder =>
    existsSync(`${folder}/${file}`),
  )
const hasFonts = () =>
  existsSync('/usr/share/fonts') &&
  readdirSync('/usr/share/fonts', { recursive: true }).some(name => /\.(ttf|otf)$/.test(String(name)))

/** What the app and its tests need of a Debian or Ubuntu system, and how to see that it is there. */
const needs = [
  {
    package: 'chromium-headless-shell',
    present: () => onPath('chromium-headless-shell') || onPath('chromium'),
  },
  { package: 'dbus', present: () => onPath('dbus-run-session') || onPath('dbus-daemon') },
  { package: 'gnome-keyring', present: () => onPath('gnome-keyring-daemon') },
  { package: 'libsecret-1-0', present: () => hasLibrary('libsecret-1.so.0') },
  { package: 'fonts-dejavu-core', present: hasFonts },
]

/** Debian has the small headless Chromium; where it is unknown (Ubuntu, older Debian) the whole one serves. */
const alternatives = { 'chromium-headless-shell': 'chromium' }

/** Installs missing system packages as root on Debian or Ubuntu; elsewhere says what to run. */
export function installSystemPackages(say) {
  if (process.platform !== 'linux') return
  const missing = needs.filter(need => !need.present()).map(need => need.package)
  if (missing.length === 0) return
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  const isDebian = anyOf(['/usr/bin/apt-get'])
  if (!isDebian || process.getuid?.() !== 0) {
    say(
      `missing system packages; the app starts, tests may not. To install them: ${isDebian ? `sudo ${command}` : missing.join(' ')}`,
    )
    return
  }
  say(`installing system packages: ${missing.join(' ')}`)
  apt(['update'])
  const names = missing.map(name => (isKnown(name) ? name : (alternatives[name] ?? name)))
  if (!apt(['install', '-y', '--no-install-recommends', ...names])) {
    throw new Error(`The system packages could not be installed. Try: ${command}`)
  }
}

function isKnown(name) {
  return spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0
}

function apt(args) {
  const run = spawnSync('apt-get', ['-qq', ...args], {
    stdio: ['ignore', process.stderr, process.stderr],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return run.status === 0
}
