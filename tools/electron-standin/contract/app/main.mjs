import { existsSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
// biome-ignore lint/style/noRestrictedImports: an app of its own, without the boundary of the product
import { app, BrowserWindow, ipcMain, nativeTheme, protocol, session, shell, utilityProcess } from 'electron'

const folder = import.meta.dirname
const TYPES = { '.html': 'text/html', '.js': 'text/javascript' }
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'"
/** What the tests read through `app.evaluate`. */
const seen = { navigations: [], secondInstances: [], downloads: [], processes: [] }
globalThis.seen = seen

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
])

if (!app.requestSingleInstanceLock({ from: 'contract' })) app.exit(7)
app.on('second-instance', (_event, argv, cwd, data) => seen.secondInstances.push({ argv, cwd, data }))
app.on('child-process-gone', (_event, details) => seen.processes.push(details))

/** A document that is served with the policy of the app, and one with none, for what the policy would hide. */
function answer(request) {
  const { pathname, host } = new URL(request.url)
  if (request.method === 'POST') return request.text().then(text => new Response(`got ${text}`))
  const file = join(folder, 'page', pathname)
  if (!existsSync(file)) return new Response('not found', { status: 404 })
  const headers = { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }
  if (host === 'strict') headers['content-security-policy'] = CSP
  return new Response(readFileSync(file), { headers })
}

globalThis.openWindow = (url = 'app://strict/index.html', options = {}) => {
  const window = new BrowserWindow({
    width: 900,
    height: 600,
    ...options,
    webPreferences: {
      preload: join(folder, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      ...options.webPreferences,
    },
  })
  const { webContents } = window
  webContents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith('https:')) void shell.openExternal(url)
    return { action: 'deny' }
  })
  webContents.on('will-navigate', event => {
    seen.navigations.push(event.url)
    event.preventDefault()
  })
  void window.loadURL(url)
  return window
}

ipcMain.handle('echo', (_event, value) => value)
ipcMain.handle('fail', () => {
  throw new TypeError('text must be a string')
})
ipcMain.handle('uncloneable', () => ({ call: () => 1 }))
ipcMain.handle('sender', event => ({
  url: event.senderFrame.url,
  origin: event.senderFrame.origin,
  isMainFrame: event.senderFrame === event.sender.mainFrame && event.senderFrame.parent === null,
}))
ipcMain.on('broadcast', (event, ...args) => event.reply('told', ...args))

globalThis.fork = (script, args, options) => utilityProcess.fork(join(folder, script), args, options)

await Promise.resolve()
void app.whenReady().then(() => {
  protocol.handle('app', answer)
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.on('will-download', (event, item) => {
    event.preventDefault()
    seen.downloads.push(item.getURL())
  })
  nativeTheme.on('updated', () => {
    seen.theme = nativeTheme.shouldUseDarkColors
  })
  const file = process.argv.find(argument => argument.startsWith('--page='))
  globalThis.openWindow(file?.slice('--page='.length))
})
app.on('window-all-closed', () => app.quit())
