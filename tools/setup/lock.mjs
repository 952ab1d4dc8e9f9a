import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds to wait for another set-up: a slow network needs minutes, more than this is a mistake. */
const limitMs = 15 * 60_000
const pollMs = 200

/**
 * Does the work while no other set-up of this checkout does: two `npm ci` at once destroy each other's packages.
 * The lock is a file with the process id of its owner; one whose owner has ended is taken over.
 */
export async function withSetupLock(root, say, work) {
  const file = join(root, '.setup-lock')
  const limit = Date.now() + limitMs
  let waitedFor
  while (!take(file)) {
    const owner = ownerOf(file)
    if (owner === undefined || !isRunning(owner)) {
      // Looked at again, as another one that waits may have taken it over by now.
      if (ownerOf(file) === owner) rmSync(file, { force: true })
      continue
    }
    if (Date.now() > limit) {
      throw new Error(`Another set-up (process ${owner}) has not ended. If there is none, delete ${file}.`)
    }
    if (owner !== waitedFor) say(`waiting for the set-up that process ${owner} has begun`)
    waitedFor = owner
    await wait(pollMs)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

/** Linked into place with its content: a lock that is still empty would look abandoned. */
function take(file) {
  const own = `${file}.${process.pid}`
  writeFileSync(own, String(process.pid))
  try {
    linkSync(own, file)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(own)
  }
}

/** Undefined when the file is gone or holds no process id. */
function ownerOf(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
    return undefined
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
