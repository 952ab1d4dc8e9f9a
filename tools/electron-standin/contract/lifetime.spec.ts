import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { chooseRuntime } from '../locate.ts'
import { descendants } from '../process-metrics.ts'
import { launchContract, newFolder, removeFolder } from './launch.ts'
import './main-globals.ts'

let userData: string
test.beforeEach(async () => {
  userData = await newFolder()
})
test.afterEach(() => removeFolder(userData))

function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false // Gone, as wanted.
  }
}

test('what a page stores is there after a restart', async () => {
  const first = await launchContract(userData)
  await first.page.evaluate(() => localStorage.setItem('kept', 'yes'))
  await first.app.close()
  const second = await launchContract(userData)
  expect(await second.page.evaluate(() => localStorage.getItem('kept'))).toBe('yes')
  await second.app.close()
})

test('a second start on the same folder tells the first and ends', async () => {
  const { app } = await launchContract(userData)
  const { executable } = chooseRuntime()
  const contractApp = join(import.meta.dirname, 'app')
  const second = spawn(executable, [contractApp, `--user-data-dir=${userData}`, 'file.json'], {
    stdio: 'ignore',
  })
  const [code] = await once(second, 'exit')
  expect(code).toBe(7)
  await expect.poll(() => app.evaluate(() => globalThis.seen.secondInstances)).toHaveLength(1)
  const [told] = await app.evaluate(() => globalThis.seen.secondInstances)
  expect(told).toMatchObject({ cwd: process.cwd(), data: { from: 'contract' } })
  expect(told?.argv.at(-1)).toBe('file.json')
  await app.close()
})

test('two folders have an instance each', async () => {
  const other = await newFolder()
  const first = await launchContract(userData)
  const second = await launchContract(other)
  await second.app.close()
  await first.app.close()
  await removeFolder(other)
})

for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
  test(`after ${signal} no process and no temporary file is left`, async () => {
    const temporary = join(userData, 'temporary')
    await mkdir(temporary)
    const previous = process.env.TMPDIR
    process.env.TMPDIR = temporary
    const { app } = await launchContract(userData)
    if (previous === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = previous
    await app.evaluate(() => {
      globalThis.child = globalThis.fork('echo-child.mjs', [], { stdio: 'ignore' })
      return new Promise<void>(resolve => globalThis.child.once('spawn', () => resolve()))
    })
    const pid = app.process().pid ?? 0
    const below = descendants(pid)
    expect(below.length).toBeGreaterThan(2)
    const closed = app.waitForEvent('close')
    process.kill(pid, signal)
    await closed
    await expect.poll(() => below.filter(isAlive)).toEqual([])
    expect(readdirSync(temporary).filter(name => !name.startsWith('playwright'))).toEqual([])
  })
}

test('closing the last window ends the app', async () => {
  const { app, page } = await launchContract(userData)
  const main = app.process()
  const closed = app.waitForEvent('close')
  await page.close()
  await closed
  expect(main.exitCode).toBe(0)
})
