import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'

/** Runs `npm ci` when the packages are missing or older than the lock file. */
export function installNodeModules(root, say) {
  const time = path => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
  const installed = time('node_modules/.package-lock.json')
  if (installed !== 0 && installed >= time('package-lock.json')) return
  say(
    installed === 0
      ? 'installing the packages'
      : 'the lock file is newer than the packages, installing them anew',
  )
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    // npm's own report goes to standard error too: standard output belongs to the task.
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
  })
  if (npm.status !== 0) throw new Error('npm ci failed; see the lines above.')
}
