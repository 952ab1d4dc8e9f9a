// Makes a checkout ready, then runs a task on the right Node:  node tools/setup.mjs [task [arguments]]
// Node built-ins only: it runs before anything is installed. All it says goes to standard error.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { fetchElectronOnce } from './setup/electron-binary.mjs'
import { installNodeModules } from './setup/node-modules.mjs'
import { chooseNode } from './setup/node-version.mjs'
import { installSystemPackages } from './setup/system-packages.mjs'

const root = join(import.meta.dirname, '..')
const [task, ...taskArguments] = process.argv.slice(2)
const say = text => process.stderr.write(`setup: ${text}\n`)

try {
  installNodeModules(root, say)
  const node = chooseNode(root)
  installSystemPackages(say)
  say(fetchElectronOnce(root, node))
  if (task !== undefined) runTask(node, task, taskArguments)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

/** Hands over to a task: same standard streams, signals passed on, its exit code ours. */
function runTask(node, name, args) {
  const file = join(root, 'tools', 'tasks', `${name}.ts`)
  if (!existsSync(file)) throw new Error(`There is no task named ${name}.`)
  const paths = [join(node, '..'), join(root, 'node_modules', '.bin'), process.env.PATH ?? '']
  const child = spawn(
    node,
    ['--experimental-strip-types', '--disable-warning=ExperimentalWarning', file, ...args],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PATH: paths.join(delimiter) },
    },
  )
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal])
  })
}
