import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { app, BrowserWindow, clipboard, nativeTheme, powerMonitor, protocol, session, shell } from 'electron'
import type { CheckReport } from '../shared/check.ts'
import { createApi, createApiClient } from './api/index.ts'
import { createGrants, createTokens } from './auth/index.ts'
import { createChecks } from './checks/index.ts'
import { type Connections, createConnections, createDrafts, createKeychain } from './connections/index.ts'
import { createDatasets } from './datasets/index.ts'
import { atDemoCloud, createDemoCloud } from './demo/index.ts'
import { createDesk, createImports, createSchedule, removeConnections, runLimits } from './desk/index.ts'
import { createActivity } from './electron/activity.ts'
import { createAnnouncer } from './electron/announcer.ts'
import { appScheme } from './electron/app-address.ts'
import { createAppProtocol } from './electron/app-protocol.ts'
import { apiHandlers } from './electron/handlers/api-handlers.ts'
import { appHandlers } from './electron/handlers/app-handlers.ts'
import { checkHandlers } from './electron/handlers/check-handlers.ts'
import { connectionHandlers } from './electron/handlers/connection-handlers.ts'
import { datasetHandlers } from './electron/handlers/dataset-handlers.ts'
import { deskHandlers } from './electron/handlers/desk-handlers.ts'
import { postmanHandlers } from './electron/handlers/postman-handlers.ts'
import { requestHandlers } from './electron/handlers/request-handlers.ts'
import { sqlHandlers } from './electron/handlers/sql-handlers.ts'
import { tokenHandlers } from './electron/handlers/token-handlers.ts'
import { workspaceHandlers } from './electron/handlers/workspace-handlers.ts'
import { broadcast, serveCalls } from './electron/ipc.ts'
import { lockNavigation, lockSession } from './electron/lockdown.ts'
import { followTheme, openMainWindow, showMainWindow } from './electron/main-window.ts'
import { setMenu } from './electron/menu.ts'
import { createNotifier } from './electron/notifier.ts'
import { createSecretClipboard } from './electron/secret-clipboard.ts'
import { forkUtility } from './electron/utility-child.ts'
import { createHttp, createSecretScrubber, redactText } from './http/index.ts'
import { createLayouts } from './layouts/index.ts'
import { createLog } from './log/index.ts'
import { createPostman } from './postman/index.ts'
import { createRequests, withoutSecrets } from './requests/index.ts'
import { createResponses } from './responses/index.ts'
import { createSettings } from './settings/index.ts'
import { createSql } from './sql/index.ts'
import { createWorkspace, createWorkspaceFolder } from './workspace/index.ts'

/** The composition root: makes the parts, hands them to each other, opens the window. */

export interface AppFolders {
  /** Where this program was built to: its processes lie there, page and preload beside it. */
  readonly here: string
  readonly dataFolder: string
}

export function start({ here, dataFolder }: AppFolders): void {
  const scrubber = createSecretScrubber()
  const scrub = (text: string): string => scrubber.scrub(redactText(text))
  const log = createLog({ folder: join(dataFolder, 'logs'), scrub, now: () => new Date() })
  const settings = createSettings(join(dataFolder, 'settings.json'), problem => log.warn(problem))
  const activity = createActivity(state => broadcast('activity', state))
  const http = createHttp({
    userAgent: `WeightronExplorer/${app.getVersion()}`,
    resolveProxy: url => session.defaultSession.resolveProxy(url),
    onActivity: activity.count,
  })
  const keychain = createKeychain({
    fork: () => forkUtility(join(here, 'keychain-process.js'), 'Keychain'),
    service: 'Weightron Explorer',
    timeLimitMs: 60_000,
  })
  const drafts = createDrafts({
    newId: randomUUID,
    readClipboardText: () => clipboard.readText(),
    onSecret: scrubber.know,
  })
  const demoCloud = createDemoCloud(() => forkUtility(join(here, 'demo-cloud.js'), 'Demo cloud'))
  const announcer = createAnnouncer(change => broadcast('connectionsChanged', change), 400)
  const saved = createConnections({
    folder: join(dataFolder, 'connections'),
    keychain,
    drafts,
    onChange: announcer.changed,
    onSecret: scrubber.know,
    onRemoved: id =>
      Promise.all([
        checks.forget(id),
        api.forgetConnection(id),
        requests.forgetConnection(id),
        desk.forget(id),
        datasets.forgetConnection(id),
        layouts.forgetConnection(id),
      ]),
    onBackgroundError: error => log.warn('A keychain entry could not be removed yet.', error),
  })
  const connections: Connections = {
    ...saved,
    get: async id => atDemoCloud(await saved.get(id), demoCloud),
  }
  const grants = createGrants({ http, now: Date.now })
  const tokens = createTokens({
    grants,
    readCredentials: connections.readCredentials,
    clock: { now: Date.now, setTimeout, clearTimeout: handle => clearTimeout(handle as NodeJS.Timeout) },
    onError: (id, error) => log.warn(`The token of connection ${id} was not renewed.`, error),
    scrubber,
  })
  const api = createApi({
    client: createApiClient({
      http,
      tokens,
      readCredentials: connections.readCredentials,
      scrub,
      now: Date.now,
    }),
    now: Date.now,
    queriesFolder: join(dataFolder, 'queries'),
    queryLimit: () => settings.get().queryHistoryLimit,
  })
  const layouts = createLayouts({ path: join(dataFolder, 'column-layouts.json'), now: Date.now })
  const responses = createResponses({
    folder: join(dataFolder, 'responses'),
    newId: randomUUID,
    startWorker: () => new Worker(join(here, 'body-worker.js')),
  })
  const requests = createRequests({
    stream: http.stream,
    tokens,
    readCredentials: connections.readCredentials,
    responses,
    delay: (ms, signal) => delay(ms, undefined, { signal }),
    newId: randomUUID,
    now: Date.now,
    dataFolder,
    scrub,
    onProblem: (problem, error) => log.warn(problem, error),
  })
  const workspaceFolder = createWorkspaceFolder(dataFolder, Date.now)
  const workspace = createWorkspace({
    root: workspaceFolder.current,
    withoutSecrets: request => withoutSecrets(request, scrub),
    scrub,
    newId: randomUUID,
  })
  const postman = createPostman({
    workspace,
    requests,
    drafts,
    onSecret: scrubber.know,
    withoutSecrets: request => withoutSecrets(request, scrub),
    scrub,
    newId: randomUUID,
  })
  const checks = createChecks({
    http,
    grants,
    readCredentials: connections.readCredentials,
    folder: join(dataFolder, 'checks'),
    onDamagedHistory: (file, error) => log.warn(`The check history ${file} was set aside.`, error),
  })
  const desk = createDesk({
    folder: join(dataFolder, 'desk'),
    http,
    readCredentials: connections.readCredentials,
    limits: () => runLimits(settings.get()),
    connectionOf: connections.get,
    remember: checks.remember,
    onProgress: progress => broadcast('deskProgress', progress),
    onProblem: (problem, error) => log.warn(problem, error),
  })
  const notify = createNotifier(() => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow()
    showMainWindow()
    broadcast('command', { command: 'desk' })
  })
  const schedule = createSchedule({
    folder: join(dataFolder, 'desk'),
    settings: settings.get,
    connections: async () => (await connections.list()).connections.filter(({ ephemeral }) => !ephemeral),
    check: desk.checkOnSchedule,
    notify,
    onProblem: (problem, error) => log.warn(problem, error),
    clock: {
      now: Date.now,
      after: (ms, call) => {
        const timer = setTimeout(call, ms)
        return () => clearTimeout(timer)
      },
    },
  })
  const imports = createImports({
    folder: join(dataFolder, 'desk', 'imports'),
    connections,
    drafts,
    keychain,
    onSecret: scrubber.know,
    remove: ids => removeConnections({ connections, tokens }, ids),
    onUpdated: tokens.forget,
    onProgress: progress => {
      // Who sees the end of an import finds its connections in the list.
      if (progress.state !== 'running') announcer.flush()
      broadcast('deskImport', progress)
    },
    onProblem: (problem, error) => log.error(problem, error),
  })
  const takeCheck = (report: CheckReport): void => {
    broadcast('checkProgress', report)
    desk.note(report).catch((error: unknown) => log.warn('A check was not noted by the desk.', error))
  }
  const datasets = createDatasets({
    folder: join(dataFolder, 'datasets'),
    api,
    connectionOf: connections.get,
    bodyOf: responses.source,
    startWorker: () => new Worker(join(here, 'dataset-worker.js')),
    newId: randomUUID,
    now: Date.now,
    delay: (ms, signal) => delay(ms, undefined, { signal }),
    onChange: dataset => broadcast('datasetChanged', dataset),
    onRemove: datasetId => broadcast('datasetRemoved', { datasetId }),
    onExport: progress => broadcast('datasetExport', progress),
    onRelease: id => sql.release(id),
    onProblem: (problem, error) => log.warn(problem, error),
  })
  const sql = createSql({
    fork: () => forkUtility(join(here, 'sql-process.js'), 'SQL'),
    datasets: datasets.queryTables,
    historyPath: join(dataFolder, 'sql', 'console.json'),
    scrub,
    newId: randomUUID,
    now: Date.now,
    onProblem: (problem, error) => log.warn(problem, error),
  })
  const secretClipboard = createSecretClipboard(clipboard)
  const applyTheme = (): void => {
    nativeTheme.themeSource = settings.get().theme
  }

  tokens.onChange(state => broadcast('tokenChanged', state))
  lockNavigation(app, shell)
  serveCalls({
    handlers: {
      ...appHandlers({
        settings,
        log,
        dataFolder,
        openDemo: process.argv.includes('--demo'),
        applyTheme,
        onScheduleChange: schedule.look,
      }),
      ...connectionHandlers({ connections, drafts, keychain, tokens, demoCloud }),
      ...tokenHandlers({ connections, tokens, copySecret: secretClipboard.copy }),
      ...checkHandlers({ connections, checks, onProgress: takeCheck }),
      ...apiHandlers({ connections, api, layouts }),
      ...datasetHandlers(datasets),
      ...sqlHandlers(sql),
      ...postmanHandlers({ connections, postman }),
      ...workspaceHandlers({ workspace, workspaceFolder }),
      ...requestHandlers({
        connections,
        api,
        requests,
        responses,
        datasets,
        onProgress: progress => broadcast('requestProgress', progress),
      }),
      ...deskHandlers({ desk, imports, connections, drafts, tokens }),
    },
    scrub,
    onUnexpected: (call, error) => log.error(`The call ${call} failed.`, error),
  })

  const openWindow = (): void => {
    openMainWindow({
      preload: join(here, '../preload/index.cjs'),
      stateFile: join(dataFolder, 'window-state.json'),
      isPackaged: app.isPackaged,
    })
  }

  app.on('second-instance', showMainWindow)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow()
  })

  /** Finishes what must not be left half done; `will-quit` comes again once that is so. */
  let isTidy = false
  app.on('will-quit', event => {
    if (isTidy) return
    event.preventDefault()
    isTidy = true
    schedule.rest()
    tokens.dispose()
    demoCloud.stop()
    const tidy = [
      secretClipboard.clear(),
      desk.close(),
      // Read in turn: after what the window saved as it went.
      requests.drafts(),
      imports
        .leave()
        .then(() => connections.flush())
        .then(() => keychain.stop()),
      responses.dispose(),
      sql
        .stop()
        .then(() => datasets.close())
        .finally(() => http.close()),
    ]
    // A keychain that asks for its password must not keep the app from ending; the next start goes on from there.
    const patience = new Promise(resolve => setTimeout(resolve, 5000))
    void Promise.race([Promise.allSettled(tidy), patience]).then(() => app.quit())
  })

  // Done while the runtime gets ready: later it would hold up the window.
  const answerPage = createAppProtocol(join(here, '../renderer'))
  imports
    .recover()
    .catch((error: unknown) => log.warn('Imports that were cut short were not looked at.', error))
  responses.start().catch((error: unknown) => log.warn('Old answers were not removed.', error))

  app
    .whenReady()
    .then(() => {
      protocol.handle(appScheme, answerPage)
      lockSession(session.defaultSession)
      setMenu(command => broadcast('command', { command }), process.platform === 'darwin')
      applyTheme()
      followTheme()
      powerMonitor.on('suspend', () => {
        tokens.suspend()
        schedule.rest()
        broadcast('power', { state: 'suspended' })
      })
      powerMonitor.on('resume', () => {
        tokens.resume()
        schedule.look()
        broadcast('power', { state: 'resumed' })
      })
      openWindow()
      schedule.look()
      datasets.open().catch((error: unknown) => log.error('The datasets could not be read.', error))
    })
    .catch((error: unknown) => {
      log.error('The app could not start.', error)
      process.stderr.write('Weightron Explorer could not start; the log has the reason.\n')
      app.exit(1)
    })
}
