import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { ChildHandle } from '../child-handle.ts'
import { nodeChild } from '../node-child.ts'

const processFile = join(import.meta.dirname, 'keychain-process.ts')

/** The keychain process under plain Node, and every child that was started, so that a test can end them. */
export function keychainForks(env: Readonly<Record<string, string>>, file = processFile) {
  const children: ChildProcess[] = []
  const start = (): ChildHandle => {
    const child = fork(file, { env: { ...process.env, ...env }, execArgv: [], stdio: 'ignore' })
    children.push(child)
    return nodeChild(child)
  }
  const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null
  return {
    fork: start,
    children: children as readonly ChildProcess[],
    async stop(): Promise<void> {
      const running = children.filter(child => !hasEnded(child))
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
