import type { ChildHandle } from '../child-handle.ts'
import type { Clock } from './clock.ts'
import type { KeychainErrors } from './keychain-errors.ts'
import type { KeychainAnswer, KeychainRequest } from './keychain-messages.ts'

/** Wait after SIGTERM before SIGKILL: a process whose threads all wait in libsecret may not end by itself. */
const killAfterMs = 500

type Action =
  | { readonly action: 'get' | 'delete'; readonly account: string }
  | { readonly action: 'set'; readonly account: string; readonly text: string }

interface Running {
  readonly child: ChildHandle
  readonly exited: Promise<void>
}

interface Options {
  readonly fork: () => ChildHandle
  readonly service: string
  readonly timeLimitMs: number
  readonly clock: Clock
  readonly errors: KeychainErrors
}

/**
 * Calls of the keychain process, one after the other. A call that is not answered in time ends the process; the
 * next call gets a fresh one.
 */
export function createKeychainCalls({ fork, service, timeLimitMs, clock, errors }: Options) {
  let running: Running | null = null
  let tail: Promise<unknown> = Promise.resolve()
  let lastId = 0
  let settle: ((answer: KeychainAnswer | 'exited') => void) | null = null

  function start(): Running {
    const child = fork()
    let gone: () => void = () => {}
    const exited = new Promise<void>(resolve => {
      gone = resolve
    })
    const started = { child, exited }
    child.onMessage(message => {
      if (running === started) settle?.(message as KeychainAnswer)
    })
    child.onExit(() => {
      gone()
      if (running !== started) return
      running = null
      settle?.('exited')
    })
    return started
  }

  async function end({ child, exited }: Running): Promise<void> {
    child.kill()
    const stopWaiting = clock.after(killAfterMs, () => {
      const pid = child.pid()
      if (pid !== undefined) forceEnd(pid)
    })
    await exited
    stopWaiting()
  }

  function perform(action: Action): Promise<KeychainAnswer & { readonly ok: true }> {
    return new Promise((resolve, reject) => {
      running ??= start()
      const { child } = running
      const id = ++lastId
      const stopTimer = clock.after(timeLimitMs, () => {
        settle = null
        const stuck = running
        running = null
        if (stuck) void end(stuck)
        reject(errors.silent(timeLimitMs))
      })
      settle = answer => {
        if (answer !== 'exited' && answer.id !== id) return
        settle = null
        stopTimer()
        if (answer === 'exited') reject(errors.crashed())
        else if (answer.ok) resolve(answer)
        else if (answer.failed === 'module') reject(errors.moduleMissing(answer.message))
        else reject(errors.refused(answer.message))
      }
      child.postMessage({ id, service, ...action } satisfies KeychainRequest)
    })
  }

  return {
    /**
     * Queues one call. Cancelling gives the caller back at once; a call that has begun runs on to its end or
     * limit, since half of a write is worse than a write nobody waits for.
     */
    async call(action: Action, signal?: AbortSignal): Promise<string | boolean | null> {
      if (signal?.aborted) throw errors.cancelled()
      const turn = tail.then(() => {
        if (signal?.aborted) throw errors.cancelled()
        return perform(action)
      })
      tail = turn.catch(() => {}) // Whoever made the call gets its error; the next one only waits for its end.
      const answer = await (signal ? Promise.race([turn, rejectWhenAborted(signal, errors)]) : turn)
      return answer.value
    },
    /** Ends the process, at the end of the app. */
    async stop(): Promise<void> {
      const last = running
      if (last) await end(last)
    },
  }
}

function forceEnd(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // It ended between the question and the signal.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function rejectWhenAborted(signal: AbortSignal, errors: KeychainErrors): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(errors.cancelled()), { once: true })
  })
}
