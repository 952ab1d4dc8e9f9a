import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import type { ForkOptions, UtilityProcess } from 'electron'
import { beforeExit } from '../lifecycle.ts'
import { notImplemented, strict, strictEmitter } from '../strict.ts'
import { app } from './app.ts'

type Implemented = Pick<UtilityProcess, 'kill' | 'pid' | 'postMessage' | 'stderr' | 'stdout'>

const CHILD_ENTRY = join(import.meta.dirname, '../utility-child.ts')
const running = new Set<ChildProcess>()

class StandInUtilityProcess extends strictEmitter('utilityProcess') implements Implemented {
  readonly #child: ChildProcess
  #running = false

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super()
    const { cwd, env = process.env, execArgv = [], serviceName = 'Node Utility Process' } = options
    this.#child = spawn(process.execPath, [...execArgv, CHILD_ENTRY, modulePath, ...args], {
      env: env as NodeJS.ProcessEnv,
      ...(cwd === undefined ? {} : { cwd }),
      stdio: [...outputs(options.stdio), 'ipc'],
      serialization: 'advanced',
    })
    running.add(this.#child)
    this.#child.on('spawn', () => {
      this.#running = true
      this.emit('spawn')
    })
    this.#child.on('message', message => this.emit('message', message))
    this.#child.on('error', error => this.emit('error', 'FatalError', modulePath, String(error)))
    this.#child.on('exit', (code, signal) => this.#exited(code, signal, serviceName))
  }

  #exited(code: number | null, signal: NodeJS.Signals | null, serviceName: string): void {
    running.delete(this.#child)
    this.#running = false
    const exitCode = signal === null ? (code ?? 0) : constants.signals[signal]
    if (exitCode !== 0) {
      const details = { type: 'Utility', reason: reasonOf(signal), exitCode, serviceName, name: serviceName }
      app.emit('child-process-gone', {}, details)
    }
    this.emit('exit', exitCode)
  }

  get pid(): number | undefined {
    return this.#running ? this.#child.pid : undefined
  }

  get stdout(): NodeJS.ReadableStream | null {
    return this.#child.stdout
  }

  get stderr(): NodeJS.ReadableStream | null {
    return this.#child.stderr
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw notImplemented('utilityProcess.postMessage with ports')
    if (this.#child.connected) this.#child.send(message as object)
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM')
  }
}

function outputs(stdio: ForkOptions['stdio'] = 'inherit'): ('pipe' | 'ignore' | 'inherit')[] {
  const [, stdout = 'inherit', stderr = 'inherit'] = typeof stdio === 'string' ? [stdio, stdio, stdio] : stdio
  return ['ignore', stdout as 'pipe', stderr as 'pipe']
}

function reasonOf(signal: NodeJS.Signals | null): string {
  if (signal === null) return 'abnormal-exit'
  return signal === 'SIGTERM' || signal === 'SIGKILL' ? 'killed' : 'crashed'
}

export const utilityProcess = strict('utilityProcess', {
  fork(modulePath: string, args: string[] = [], options: ForkOptions = {}) {
    if (!app.isReady()) throw new Error('utilityProcess cannot be created before app is ready.')
    return new StandInUtilityProcess(modulePath, args, options)
  },
})

beforeExit(async () => {
  const ends = [...running].map(child => new Promise(resolve => child.once('exit', resolve)))
  for (const child of running) child.kill('SIGKILL')
  await Promise.all(ends)
})
