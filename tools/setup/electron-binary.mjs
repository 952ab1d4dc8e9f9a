import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Milliseconds for the one attempt to fetch the binary (about 120 MB) before it is left alone. */
const limitMs = 45_000

/**
 * Tries once for each version to fetch the Electron binary, which no package contains. Delete
 * `node_modules/.cache/electron-attempt` to have it tried again.
 */
export function fetchElectronOnce(root, node) {
  const folder = join(root, 'node_modules', 'electron')
  const version = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
  const note = join(root, 'node_modules', '.cache', 'electron-attempt')
  const tried = existsSync(note) && readFileSync(note, 'utf8') === version
  if (!hasBinary(folder) && !tried) {
    spawnSync(node, [join(folder, 'install.js')], {
      stdio: 'ignore',
      timeout: limitMs,
      killSignal: 'SIGKILL',
    })
    mkdirSync(dirname(note), { recursive: true })
    writeFileSync(note, version)
  }
  return { version, fetched: hasBinary(folder) }
}

/** One line that says which runtime will be used. */
export function describeRuntime({ version, fetched }, display) {
  if (fetched && display) return `runtime: Electron ${version}`
  const why = fetched ? 'there is no display' : `the binary of Electron ${version} could not be fetched`
  return `runtime: the stand-in for Electron (Node and Chromium); ${why}`
}

/** The package writes `path.txt` once the binary is in place. */
function hasBinary(folder) {
  const path = join(folder, 'path.txt')
  return existsSync(path) && existsSync(join(folder, 'dist', readFileSync(path, 'utf8')))
}
