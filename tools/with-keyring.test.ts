import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { modes, startKeyring } from './with-keyring.mjs'

const tool = join(import.meta.dirname, 'with-keyring.mjs')

let temporary = ''
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'with-keyring-'))
})
afterEach(() => rmSync(temporary, { recursive: true, force: true }))

/** Runs the tool with a temporary folder of its own, so that what stays behind is seen. */
function run(
  words: readonly string[],
  onOutput: (stop: (signal: NodeJS.Signals) => void) => void = () => {},
) {
  const child = spawn(process.execPath, [tool, ...words], { env: { ...process.env, TMPDIR: temporary } })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', chunk => {
      output += chunk
      onOutput(signal => child.kill(signal))
    })
  }
  return new Promise<{ readonly code: number | null; readonly output: string }>(resolve =>
    child.once('close', code => resolve({ code, output })),
  )
}

describe('with-keyring', () => {
  it('runs a command on a bus of its own and ends as it ended', async () => {
    const script = `console.log(process.env.DBUS_SESSION_BUS_ADDRESS); process.exit(7)`
    const { code, output } = await run([process.execPath, '-e', script])
    expect(code).toBe(7)
    expect(output).toContain(`unix:path=${temporary}`)
    expect(readdirSync(temporary)).toEqual([])
  })

  it('passes on a signal, and still leaves nothing behind', async () => {
    const script = `setInterval(() => {}, 1000); console.log('ready')`
    const { code } = await run([process.execPath, '-e', script], stop => stop('SIGTERM'))
    expect(code).toBe(128 + 15)
    expect(readdirSync(temporary)).toEqual([])
  })

  it('says how it is used when there is no command, or an unknown mode', async () => {
    expect(await run([])).toMatchObject({ code: 1, output: expect.stringContaining('Usage:') })
    const unknown = await run(['--mode', 'open', 'true'])
    expect(unknown).toMatchObject({ code: 1, output: expect.stringContaining('Unknown mode open') })
  })

  it.each(modes)('starts and stops in mode %s', async mode => {
    const { env, stop } = await startKeyring(mode)
    const folder = dirname(env.XDG_RUNTIME_DIR)
    expect(existsSync(join(env.XDG_RUNTIME_DIR, 'bus'))).toBe(mode !== 'no-bus')
    await stop()
    expect(existsSync(folder)).toBe(false)
  })
})
