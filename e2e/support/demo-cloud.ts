import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { DemoClient, DemoCloudDescription } from '../../demo-cloud/description.ts'

export interface DemoCloudStart {
  readonly tokenLifetimeSeconds?: number
  /** Documents in the large collection. */
  readonly documents?: number
  readonly seed?: string
  /** Clients beside the named ones. */
  readonly clients?: number
}

export interface RunningDemoCloud extends DemoCloudDescription {
  /** The client with this name; throws when there is none. */
  client(name: string): DemoClient
  close(): Promise<void>
}

/** Starts a demo cloud in a process of its own, on a free port of this machine. */
export async function startDemoCloud(options: DemoCloudStart = {}): Promise<RunningDemoCloud> {
  const flags = [
    ['--token-lifetime', options.tokenLifetimeSeconds],
    ['--documents', options.documents],
    ['--seed', options.seed],
    ['--clients', options.clients],
  ].flatMap(([flag, value]) => (value === undefined ? [] : [String(flag), String(value)]))
  const main = join(import.meta.dirname, '..', '..', 'demo-cloud', 'main.ts')
  const child = spawn(
    process.execPath,
    [
      '--experimental-strip-types',
      '--disable-warning=ExperimentalWarning',
      main,
      '--port',
      '0',
      '--json',
      ...flags,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const line = await firstLine(child.stdout, once(child, 'exit'))
  const description = JSON.parse(line) as DemoCloudDescription
  return {
    ...description,
    client: name => {
      const client = description.clients.find(candidate => candidate.name === name)
      if (client === undefined) throw new Error(`The demo cloud has no client named ${name}.`)
      return client
    },
    close: async () => {
      const ended = once(child, 'exit')
      if (child.exitCode === null && child.kill('SIGTERM')) await ended
    },
  }
}

async function firstLine(output: NodeJS.ReadableStream, exit: Promise<unknown>): Promise<string> {
  const lines = createInterface({ input: output })
  const line = await Promise.race([once(lines, 'line'), exit.then(() => null)])
  if (line === null) throw new Error('The demo cloud ended before it was ready.')
  return String(line[0])
}
