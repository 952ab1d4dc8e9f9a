import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

/** Everything that runs now; ended with the benchmarks, however they end. */
const running = new Set<ChildProcess>()

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(128 + constants.signals[signal]))
}

/** Ends a child with the benchmarks, if it has not ended before. */
function own(child: ChildProcess): void {
  running.add(child)
  child.once('exit', () => running.delete(child))
}

export interface Finished {
  /** Milliseconds from before the start to after the end. */
  readonly ms: number
  readonly stdout: string
  /** Bytes of memory at the highest. */
  readonly peakBytes: number
}

interface Run {
  readonly folder: string
  readonly env?: Readonly<Record<string, string>>
}

const peakReporter = pathToFileURL(join(import.meta.dirname, 'report-peak.mjs')).href

/**
 * Runs a program of Node to its end, from its start on, as a person would. Throws, with the end of what it said,
 * when its exit code is not 0.
 */
export function runNode(args: readonly string[], { folder, env = {} }: Run): Promise<Finished> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, ['--import', peakReporter, ...process.execArgv, ...args], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  own(child)
  const [, out, err, peak] = child.stdio.map(stream => {
    let text = ''
    stream?.on('data', (data: Buffer) => {
      text = (text + data).slice(-100_000)
    })
    return () => text
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => {
      const ms = performance.now() - startedAt
      const said = `${out?.() ?? ''}${err?.() ?? ''}`
      if (code === 0) resolve({ ms, stdout: out?.() ?? '', peakBytes: Number(peak?.()) })
      else reject(new Error(`${args.join(' ')} ended with ${code}: ${said.slice(-2000)}`))
    })
  })
}

/** A program that serves until it is ended, and what it said when it was ready. */
export interface Server {
  readonly line: string
  readonly close: () => Promise<void>
}

/** Starts a program of Node that prints one line when it is ready. Throws where it ends before that. */
export async function startServer(args: readonly string[]): Promise<Server> {
  const child = spawn(process.execPath, [...process.execArgv, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  own(child)
  const ended = once(child, 'exit')
  const line = await Promise.race([once(createInterface(child.stdout), 'line'), ended.then(() => null)])
  if (line === null) throw new Error(`${args[0]} ended before it was ready.`)
  return {
    line: String(line[0]),
    async close() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
