import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { ChildHandle } from '../child-handle.ts'

const processFile = join(import.meta.dirname, 'sql-process.ts')

/** The process of SQL under plain Node, and every child that was started, so that a test can end them. */
export function sqlForks() {
  const children: ChildProcess[] = []
  return {
    children: children as readonly ChildProcess[],
    fork: (): ChildHandle => {
      const child = fork(processFile, { execArgv: [], stdio: 'ignore' })
      children.push(child)
      return {
        postMessage: message => child.send(message as object),
        onMessage: listener => child.on('message', listener),
        onExit: listener => child.once('exit', () => listener()),
        kill: () => child.kill('SIGTERM'),
        pid: () => child.pid,
      }
    },
    async stop(): Promise<void> {
      const running = children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
      await Promise.all(
        running.map(child => {
          const ended = new Promise(resolve => child.once('exit', resolve))
          child.kill('SIGKILL')
          return ended
        }),
      )
    },
  }
}
