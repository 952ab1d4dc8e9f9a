import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The task that starts often and does little. Read from one file instead of 400 it starts in half the time. */
const bundledTask = 'check'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const bundler = fileURLToPath(new URL('bundle-task.mjs', import.meta.url))

/** The source of a task; whether there is one is for the caller to find out. */
export function taskFile(task) {
  return join(root, 'tools', 'tasks', `${task}.ts`)
}

/**
 * What Node is told to run a task: flags, then the program. A bundle that is missing or older than its sources is
 * made first; where that fails, `say` is told, and the task runs from its sources, as the others do.
 */
export function programOf(task, node, say = refuse) {
  const source = taskFile(task)
  if (task !== bundledTask) return [source]
  return [...leanFlags, bundled(task, node, say) ?? source]
}

/**
 * A check of a list makes much that is forgotten at once. Left alone, Node lets the room for what is new grow to
 * 96 MB, and what grew a little old lie until it is several times what is in use: 4,000 connections took 1.7 times the
 * memory of 1,000. With 48 MB for what is new (three times the value) from the start, and a look at the rest whenever
 * it grew by a half, they take little more. The last compiler of V8 works on another thread for what ends too soon to
 * gain by it: without it 1,000 connections take a twentieth less time, and 4,000 no more.
 */
const leanFlags = [
  '--min-semi-space-size=16',
  '--max-semi-space-size=16',
  '--heap-growing-percent=50',
  '--no-opt',
]

function refuse(text) {
  throw new Error(text)
}

/** Where the bundle of a task lies, and beside it the list of what it was made of. */
export function bundleFiles(task) {
  const folder = join(root, 'node_modules', '.cache', 'tasks')
  return { bundle: join(folder, `${task}.mjs`), inputs: join(folder, `${task}.json`) }
}

/** A file as it is now: its path, the time of its last change, its size. Gone files have no time. */
export function stampOf(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  return [path, found?.mtimeMs ?? null, found?.size ?? null]
}

function bundled(task, node, say) {
  const { bundle, inputs } = bundleFiles(task)
  if (isFresh(bundle, inputs)) return bundle
  const made = spawnSync(node, [bundler, task], { encoding: 'utf8' })
  if (made.status === 0) return bundle
  const reason = made.error?.message ?? made.stderr
  say(`${task} starts slowly, from its sources: they could not be put into one file.\n${reason}`.trimEnd())
  return undefined
}

/** A checkout that was copied or moved has a bundle that speaks of the old place. */
function isFresh(bundle, inputs) {
  if (!existsSync(bundle) || !existsSync(inputs)) return false
  const made = JSON.parse(readFileSync(inputs, 'utf8'))
  return made.root === root && made.stamps.every(stamp => stampOf(stamp[0]).join() === stamp.join())
}
