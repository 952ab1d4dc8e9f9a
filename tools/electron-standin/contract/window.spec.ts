import { expect, test } from 'playwright/test'
import { type Contract, launchContract, newFolder, removeFolder } from './launch.ts'
import './main-globals.ts'

let contract: Contract
test.beforeAll(async () => {
  contract = await launchContract(await newFolder())
})
test.afterAll(async () => {
  await contract.app.close()
  await removeFolder(contract.userData)
})

test('a theme chosen by the app reaches the page at once', async () => {
  const dark = (): Promise<boolean> =>
    contract.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await contract.app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'dark'
  })
  await expect.poll(dark).toBe(true)
  expect(await contract.app.evaluate(() => globalThis.seen.theme)).toBe(true)
  await contract.app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'light'
  })
  await expect.poll(dark).toBe(false)
})

test('a hidden or minimised window tells its page', async () => {
  const visibility = (): Promise<string> => contract.page.evaluate(() => document.visibilityState)
  const inWindow = (change: 'hide' | 'show' | 'minimize' | 'restore'): Promise<void> =>
    contract.app.evaluate(({ BrowserWindow }, name) => BrowserWindow.getAllWindows()[0]?.[name](), change)
  await inWindow('hide')
  await expect.poll(visibility).toBe('hidden')
  await inWindow('show')
  await expect.poll(visibility).toBe('visible')
  await inWindow('minimize')
  await expect.poll(visibility).toBe('hidden')
  await inWindow('restore')
  await expect.poll(visibility).toBe('visible')
})

test('bounds set by the app are the size of the page', async () => {
  await contract.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1280, 800))
  await expect.poll(() => contract.page.evaluate(() => [innerWidth, innerHeight])).toEqual([1280, 800])
})

test('a close that the app prevents does not happen', async () => {
  const closed = await contract.app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    const asked = new Promise<void>(resolve => {
      window?.once('close', event => {
        event.preventDefault()
        resolve()
      })
    })
    window?.close()
    await asked
    return window?.isDestroyed()
  })
  expect(closed).toBe(false)
})

test('a test can put the machine to sleep and wake it', async () => {
  const heard = await contract.app.evaluate(({ powerMonitor }) => {
    const names: string[] = []
    powerMonitor.on('suspend', () => names.push('suspend'))
    powerMonitor.on('unlock-screen', () => names.push('unlock-screen'))
    powerMonitor.emit('suspend')
    powerMonitor.emit('unlock-screen')
    return names
  })
  expect(heard).toEqual(['suspend', 'unlock-screen'])
})

test('the proxy is none, the clipboard is kept, and the numbers of processes are real', async () => {
  const seen = await contract.app.evaluate(async ({ app, clipboard, session }) => {
    await clipboard.writeText('copied')
    return {
      proxy: await session.defaultSession.resolveProxy('https://example.com'),
      copied: await clipboard.readText(),
      types: app.getAppMetrics().map(metric => metric.type),
      memory: app.getAppMetrics().every(metric => metric.memory.workingSetSize > 1000),
    }
  })
  expect(seen).toMatchObject({ proxy: 'DIRECT', copied: 'copied', memory: true })
  expect(seen.types).toContain('Browser')
  expect(seen.types).toContain('Tab')
})
