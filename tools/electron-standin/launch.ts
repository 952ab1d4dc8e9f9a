/**
 * Starts the app as the Electron executable does: the inspector first, so that a driver can attach whatever
 * happens later, then modules asked for by `-r`, the app's main module, Chromium, and `ready`.
 */
import inspector from 'node:inspector'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { answerElectronWith } from './module-hooks.ts'

/** Longer than any sound main module takes to evaluate. */
const SLOW_START_MS = 10_000

async function launch(): Promise<void> {
  const { runtime } = await import('./runtime.ts')
  const { inspectPort, preloads } = runtime.commandLine
  process.argv = [runtime.executable, ...runtime.args]
  const versions = { ...process.versions, electron: runtime.electronVersion, chrome: '0.0.0.0' }
  Object.defineProperties(process, {
    type: { value: 'browser' },
    versions: { value: versions },
    defaultApp: { value: true },
    resourcesPath: { value: resolve(import.meta.dirname, 'resources') },
  })
  answerElectronWith(new URL('./api/electron.ts', import.meta.url).href)
  if (inspectPort !== undefined) inspector.open(inspectPort, '127.0.0.1')

  const { app, commandLineSwitches } = await import('./api/app.ts')
  await import('./api/electron.ts')
  process.on('SIGTERM', () => app.quit())
  process.on('SIGINT', () => app.quit())
  const require = createRequire(runtime.app.entry)
  for (const module of preloads) require(resolve(module))

  const slow = setTimeout(() => {
    process.stderr.write(
      "electron stand-in: the main module is still evaluating; a top-level 'await app.whenReady()' never ends in Electron\n",
    )
  }, SLOW_START_MS)
  await import(pathToFileURL(runtime.app.entry).href)
  clearTimeout(slow)
  const { startBrowser } = await import('./browser.ts')
  await app.becomeReady(async () => {
    const profileParent = app.getPath('sessionData')
    versions.chrome = await startBrowser({ profileParent, switches: commandLineSwitches })
  })
}

launch().catch(error => {
  process.stderr.write(`electron stand-in: ${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
