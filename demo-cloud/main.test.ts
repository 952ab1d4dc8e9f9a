import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterEach, describe, expect, it } from 'vitest'
import type { DemoCloudDescription } from './description.ts'

const MAIN = new URL('./main.ts', import.meta.url).pathname
const UTILITY = new URL('./utility-process.ts', import.meta.url).href

const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

function run(args: readonly string[]): { child: ChildProcess; out: () => string; error: () => string } {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  started.push(child)
  let out = ''
  let error = ''
  child.stdout?.on('data', chunk => {
    out += chunk
  })
  child.stderr?.on('data', chunk => {
    error += chunk
  })
  return { child, out: () => out, error: () => error }
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('No standard output')
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return line
}

describe('the command', { timeout: 20_000 }, () => {
  it('prints one line of JSON and nothing else, runs, and ends cleanly on SIGTERM', async () => {
    const { child, out, error } = run([MAIN, '--port', '0', '--json', '--documents', '5'])
    const description = JSON.parse(await firstLine(child)) as DemoCloudDescription
    const discovery = await fetch(`${description.issuer}/.well-known/openid-configuration`)
    expect(discovery.status).toBe(200)
    await fetch(description.tokenUrl, { method: 'POST' })
    // An open connection must not hold it up.
    const hanging = fetch(`${description.clients.find(client => client.name === 'hangs')?.apiBaseUrl}/access`)
    const outcome = hanging.then(
      () => 'answered',
      () => 'ended',
    )
    child.kill('SIGTERM')
    const [code] = await once(child, 'exit')
    expect(code).toBe(0)
    expect(await outcome).toBe('ended')
    expect(out().trimEnd().split('\n')).toHaveLength(1)
    expect(error()).toBe('')
  })

  it('ends with its parent only when asked to', async () => {
    const { child } = run([MAIN, '--json', '--documents', '5', '--exit-with-parent'])
    await firstLine(child)
    child.stdin?.end()
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it('takes faults as flags', async () => {
    const { child } = run([MAIN, '--json', '--documents', '5', '--status', '503', '--body', 'text'])
    const { apiBaseUrl } = JSON.parse(await firstLine(child)) as DemoCloudDescription
    expect((await fetch(`${apiBaseUrl}/access`)).status).toBe(503)
  })

  it.each([['--port', 'x'], ['--documents', '-1'], ['--fault', '{'], ['--nonsense']])(
    'refuses %s %s in words',
    async (...args) => {
      const { child, out, error } = run([MAIN, ...args])
      expect(await once(child, 'close')).toEqual([2, null])
      expect(error()).toMatch(/\S/)
      expect(error()).not.toContain('    at ')
      expect(out()).toBe('')
    },
  )
})

describe('the utility process', { timeout: 20_000 }, () => {
  it('starts on order, describes itself and ends on order', async () => {
    // Electron's parent port, as far as the file uses it, over lines of JSON.
    const port = `
      import { createInterface } from 'node:readline'
      process.parentPort = {
        on: (_, listen) => createInterface(process.stdin).on('line', line => listen({ data: JSON.parse(line) })),
        postMessage: message => process.stdout.write(JSON.stringify(message) + '\\n'),
      }
      await import(${JSON.stringify(UTILITY)})`
    const { child } = run(['--input-type=module', '--eval', port])
    child.stdin?.write(`${JSON.stringify({ type: 'start', options: { documents: 5 } })}\n`)
    const answer = JSON.parse(await firstLine(child)) as { type: string; description: DemoCloudDescription }
    expect(answer.type).toBe('ready')
    expect(answer.description.clients.length).toBeGreaterThan(15)
    child.stdin?.write(`${JSON.stringify({ type: 'stop' })}\n`)
    expect(await once(child, 'exit')).toEqual([0, null])
  })
})
