import type { ChildProcess } from 'node:child_process'
import type { ChildHandle } from './child-handle.ts'

/** A child that plain Node forked, as the domains know it. */
export function nodeChild(child: ChildProcess): ChildHandle {
  return {
    postMessage: message => void child.send(message as object),
    onMessage: listener => void child.on('message', listener),
    onExit(listener) {
      child.once('exit', () => listener())
      // A child that could not be started gives no `exit`; unheard, the error would end this process too.
      child.on('error', () => listener())
    },
    kill: () => void child.kill('SIGTERM'),
    pid: () => child.pid,
  }
}
