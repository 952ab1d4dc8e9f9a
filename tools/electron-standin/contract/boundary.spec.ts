import { expect, test } from 'playwright/test'
import { type Contract, launchContract, newFolder, removeFolder } from './launch.ts'
import './main-globals.ts'
import './page-globals.ts'

let contract: Contract
test.beforeAll(async () => {
  contract = await launchContract(await newFolder())
})
test.afterAll(async () => {
  await contract.app.close()
  await removeFolder(contract.userData)
})

test('the content security policy that the app serves is in force', async () => {
  const seen = await contract.page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.executed = true'
    const violation = new Promise<string>(resolve => {
      document.addEventListener('securitypolicyviolation', event => resolve(event.violatedDirective), {
        once: true,
      })
    })
    document.head.append(script)
    const violated = await violation
    const fetched = await fetch('/page.js').then(
      response => response.status,
      (error: Error) => error.name,
    )
    return { violated, executed: window.executed, fetched }
  })
  expect(seen).toEqual({ violated: 'script-src-elem', executed: undefined, fetched: 'TypeError' })
})

test('a page without that policy reaches the app and nothing but loopback', async () => {
  const opened = contract.app.waitForEvent('window')
  await contract.app.evaluate(() => void globalThis.openWindow('app://open/index.html'))
  const page = await opened
  await expect(page.locator('body')).toHaveAttribute('data-started', 'yes')
  const seen = await page.evaluate(async () => {
    const posted = await fetch('/any', { method: 'POST', body: 'text' }).then(response => response.text())
    const outside = await fetch('https://example.com/').then(
      () => 'reached',
      (error: Error) => error.name,
    )
    const socket = await new Promise<string>(resolve => {
      const webSocket = new WebSocket('wss://example.com/')
      webSocket.onopen = () => resolve('reached')
      webSocket.onerror = () => resolve('failed')
    })
    return { posted, outside, socket }
  })
  expect(seen).toEqual({ posted: 'got text', outside: 'TypeError', socket: 'failed' })
  await page.close()
})

test('navigation away is asked for and denied', async () => {
  await contract.page.getByRole('link', { name: 'elsewhere' }).click({ noWaitAfter: true })
  await expect
    .poll(() => contract.app.evaluate(() => globalThis.seen.navigations))
    .toEqual(['https://example.com/elsewhere'])
  await expect(contract.page.getByRole('heading', { name: 'Contract' })).toBeVisible()
})

test('a new window is denied, and the address is handed to the desktop', async () => {
  await contract.app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async url => void opened.push(url)
  })
  const windows: unknown[] = []
  contract.app.on('window', page => windows.push(page))
  await contract.page.getByRole('link', { name: 'outside' }).click({ noWaitAfter: true })
  await expect
    .poll(() => contract.app.evaluate(() => Reflect.get(globalThis, 'opened')))
    .toEqual(['https://example.com/'])
  expect(await contract.page.evaluate(() => window.open('https://example.com/opened'))).toBeNull()
  await expect
    .poll(() => contract.app.evaluate(() => Reflect.get(globalThis, 'opened')))
    .toEqual(['https://example.com/', 'https://example.com/opened'])
  expect(windows).toEqual([])
})

test('requests can be refused, sent elsewhere and given headers', async () => {
  const opened = contract.app.waitForEvent('window')
  await contract.app.evaluate(({ session }) => {
    const { webRequest } = session.defaultSession
    webRequest.onBeforeRequest({ urls: ['app://open/refused*'] }, (_details, callback) =>
      callback({ cancel: true }),
    )
    webRequest.onHeadersReceived((details, callback) =>
      callback({ responseHeaders: { ...details.responseHeaders, 'x-added': ['yes'] } }),
    )
    globalThis.openWindow('app://open/index.html')
  })
  const page = await opened
  await expect(page.locator('body')).toHaveAttribute('data-started', 'yes')
  const seen = await page.evaluate(async () => ({
    refused: await fetch('/refused').then(
      () => 'answered',
      (error: Error) => error.name,
    ),
    added: (await fetch('/page.js')).headers.get('x-added'),
  }))
  expect(seen).toEqual({ refused: 'TypeError', added: 'yes' })
  await contract.app.evaluate(({ session }) => {
    session.defaultSession.webRequest.onBeforeRequest(null)
    session.defaultSession.webRequest.onHeadersReceived(null)
  })
  await page.close()
})

test('permissions that the app refuses are refused', async () => {
  const state = await contract.page.evaluate(
    async () => (await navigator.permissions.query({ name: 'geolocation' })).state,
  )
  expect(state).toBe('denied')
})

test('what the stand-in lacks is an error, never undefined', async () => {
  test.skip(process.env.ELECTRON_OVERRIDE_DIST_PATH === undefined, 'the real Electron lacks nothing')
  const message = (work: Promise<unknown>): Promise<string> =>
    work.then(String, (error: Error) => error.message)
  const { app, page } = contract
  expect(await message(app.evaluate(({ app }) => app.getGPUInfo('basic')))).toMatch(
    /app\.getGPUInfo is not implemented by the stand-in/,
  )
  expect(await message(app.evaluate(electron => electron.safeStorage))).toMatch(
    /electron\.safeStorage is not implemented/,
  )
  expect(
    await message(app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setKiosk(true))),
  ).toMatch(/BrowserWindow\.setKiosk is not implemented/)
  expect(
    await message(
      app.evaluate(
        ({ BrowserWindow }) => void new BrowserWindow({ webPreferences: { nodeIntegration: true } }),
      ),
    ),
  ).toMatch(/webPreferences\.nodeIntegration: true is not implemented/)
  expect(await message(page.evaluate(() => window.bridge.missing()))).toMatch(
    /ipcRenderer\.postMessage is not implemented/,
  )
})
