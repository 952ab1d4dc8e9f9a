import { utilityProcess } from 'electron'
import type { ChildHandle } from '../child-handle.ts'

/** Starts one of our own scripts in a utility process. */
export function forkUtility(script: string, serviceName: string): ChildHandle {
  const child = utilityProcess.fork(script, [], { serviceName, stdio: 'ignore' })
  return {
    postMessage: message => child.postMessage(message),
    onMessage: listener => void child.on('message', listener),
    onExit: listener => void child.once('exit', () => listener()),
    kill: () => void child.kill(),
    pid: () => child.pid,
  }
}
