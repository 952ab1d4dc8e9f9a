import type { ChildHandle } from '../child-handle.ts'
import type { SqlAction, SqlActions, SqlReply, SqlRequest } from './sql-messages.ts'

/** The process of SQL as long as it runs. */
export interface SqlChild {
  /** Starts the process if there is none. Rejects with `ProcessEnded` when it ends before it answers. */
  ask<A extends SqlAction>(
    action: A,
    input: Parameters<SqlActions[A]>[0],
  ): Promise<Awaited<ReturnType<SqlActions[A]>>>
  interrupt(): void
  /** Ends the process, whatever it does; true where there was one. */
  kill(): Promise<boolean>
  isRunning(): boolean
}

export class ProcessEnded extends Error {
  constructor() {
    super('The process of SQL ended.')
  }
}

interface Waiting {
  readonly resolve: (output: unknown) => void
  readonly reject: (error: Error) => void
}

interface Running {
  readonly child: ChildHandle
  readonly exited: Promise<void>
}

export function createSqlChild(fork: () => ChildHandle, onTooMuchMemory: () => void): SqlChild {
  let running: Running | null = null
  let lastId = 0
  const waiting = new Map<number, Waiting>()

  const receive = (reply: SqlReply): void => {
    if ('event' in reply) {
      onTooMuchMemory()
      return
    }
    const asked = waiting.get(reply.id)
    waiting.delete(reply.id)
    if ('error' in reply) asked?.reject(new Error(reply.error))
    else asked?.resolve(reply.output)
  }

  const start = (): Running => {
    const child = fork()
    const exited = new Promise<void>(resolve => {
      child.onExit(() => {
        if (running?.child === child) running = null
        for (const asked of waiting.values()) asked.reject(new ProcessEnded())
        waiting.clear()
        resolve()
      })
    })
    child.onMessage(message => receive(message as SqlReply))
    return { child, exited }
  }

  const post = (request: SqlRequest): void => running?.child.postMessage(request)

  return {
    ask<A extends SqlAction>(action: A, input: Parameters<SqlActions[A]>[0]) {
      running ??= start()
      const id = ++lastId
      return new Promise<Awaited<ReturnType<SqlActions[A]>>>((resolve, reject) => {
        waiting.set(id, { resolve: resolve as (output: unknown) => void, reject })
        post({ id, action, input })
      })
    },
    interrupt: () => post({ action: 'interrupt' }),
    async kill() {
      if (running === null) return false
      const { child, exited } = running
      const pid = child.pid()
      // Asking does not reach a process whose threads are all at work.
      if (pid === undefined) child.kill()
      else forceEnd(pid)
      await exited
      return true
    },
    isRunning: () => running !== null,
  }
}

function forceEnd(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // It ended between the question and the signal.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
