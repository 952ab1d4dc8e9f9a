// Makes a checkout ready, then runs a task on the right Node:  node tools/setup.mjs [task [arguments]]
// Node built-ins only: it runs before anything is installed. All it says goes to standard error.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { hasDisplay } from './setup/display.mjs'
import { describeRuntime, fetchElectronOnce } from './setup/electron-binary.mjs'
import { withSetupLock } from './setup/lock.mjs'
import { installNodeModules } from './setup/node-modules.mjs'
import { chooseNode, refuseUnsupported } from './setup/node-version.mjs'
import { installSystemPackages } from './setup/system-packages.mjs'
import { programOf, root, taskFile } from './setup/task-program.mjs'

/** Milliseconds between two looks at whether the shell is still there. */
const parentPollMs = 200

/** The shell that npm runs a script through, or whoever started this. */
const parent = process.ppid
const [task, ...taskArguments] = process.argv.slice(2)
const compiled = join(root, 'node_modules', '.cache', 'compiled')
const say = text => process.stderr.write(`${text.replaceAll(/^/gm, 'setup: ')}\n`)

try {
  refuseUnsupported({ platform: process.platform, arch: process.arch, version: process.versions.node })
  if (task !== undefined) refuseTask(task)
  const node = await withSetupLock(root, say, prepare)
  if (task !== undefined) runTask(node, programOf(task, node, say), taskArguments)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

/** Throws for a task that is unknown, or that nobody could see. */
function refuseTask(name) {
  if (!existsSync(taskFile(name))) throw new Error(`There is no task named ${name}.`)
  if (['start', 'dev'].includes(name) && !hasDisplay()) {
    throw new Error(
      'This opens a window, and there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set).\nTo see the app without one: npm run demo',
    )
  }
}

/** Installs what is missing and answers with the Node that tasks run on. */
function prepare() {
  installNodeModules(root, say)
  const node = chooseNode(root)
  const electron = fetchElectronOnce(root, node)
  say(describeRuntime(electron, hasDisplay()))
  installSystemPackages({ say, task, visibleStandIn: hasDisplay() && !electron.fetched })
  return node
}

/** Hands over to a task: same standard streams, signals passed on, its exit code ours. */
function runTask(node, program, args) {
  const paths = [join(node, '..'), join(root, 'node_modules', '.bin'), process.env.PATH ?? '']
  const child = spawn(
    node,
    ['--experimental-strip-types', '--disable-warning=ExperimentalWarning', ...program, ...args],
    {
      cwd: root,
      stdio: 'inherit',
      // Node keeps what it compiled, TypeScript included: a task starts in half the time.
      env: { NODE_COMPILE_CACHE: compiled, ...process.env, PATH: paths.join(delimiter) },
    },
  )
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  if (process.env.npm_lifecycle_event !== undefined) whenParentEnds(() => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal])
  })
}

/** On a signal npm ends that shell alone, and a shell such as dash passes nothing on. */
function whenParentEnds(end) {
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    end()
  }, parentPollMs)
  timer.unref()
}
