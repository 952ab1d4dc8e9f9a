import { app, protocol } from 'electron'
import { appScheme } from './electron/app-address.ts'

/**
 * What has to be said before the runtime is ready, and nothing else: the runtime gets ready while the parts of the
 * app are read, so a start takes the longer of the two instead of their sum.
 */
const dataFolderAsked = app.commandLine.getSwitchValue('user-data-dir')
if (dataFolderAsked !== '') app.setPath('userData', dataFolderAsked)

// Windows shows notifications only of an app that says who it is.
app.setAppUserModelId('weightron-explorer')

app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
])

if (app.requestSingleInstanceLock()) {
  import('./index.ts')
    .then(({ start }) => start({ here: import.meta.dirname, dataFolder: app.getPath('userData') }))
    .catch(notStarted)
} else {
  app.quit()
}

/** Without its parts the app has no log either. */
function notStarted(error: unknown): void {
  process.stderr.write(`Weightron Explorer could not start: ${String(error)}\n`)
  app.exit(1)
}
