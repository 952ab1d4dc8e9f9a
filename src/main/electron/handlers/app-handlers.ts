import { release } from 'node:os'
import { app, clipboard, shell } from 'electron'
import type { AppInfo } from '../../../shared/settings.ts'
import { writeWholeFile } from '../../api/index.ts'
import type { Log } from '../../log/index.ts'
import type { SettingsStore } from '../../settings/index.ts'
import { askWhereToSave } from '../ask-where-to-save.ts'
import type { CallHandlers } from '../call-registry.ts'

interface AppParts {
  readonly settings: SettingsStore
  readonly log: Log
  readonly dataFolder: string
  readonly openDemo: boolean
  /** Applies the theme of the settings to the window's frame and its page. */
  readonly applyTheme: () => void
  /** Told when the credential desk is to check at other times. */
  readonly onScheduleChange: () => void
}

type AppCalls = Pick<
  CallHandlers,
  | 'app.info'
  | 'app.copyText'
  | 'app.copyDiagnostics'
  | 'app.saveFile'
  | 'app.showDataFolder'
  | 'app.openLink'
  | 'settings.get'
  | 'settings.set'
>

const links = { documentation: 'https://docs.weightron.cloud/docs/Authentication' } as const

/** Calls about the app itself. */
export function appHandlers(parts: AppParts): AppCalls {
  const { settings, log, dataFolder, openDemo } = parts
  const info = (): AppInfo => ({
    version: app.getVersion(),
    platform: `${process.platform} ${process.arch}`,
    electron: process.versions.electron ?? '',
    chrome: process.versions['chrome'] ?? '',
    node: process.versions.node,
    dataFolder,
    openDemo,
  })
  return {
    'app.info': info,
    'app.copyText': async ({ text }) => {
      await clipboard.writeText(text)
      return null
    },
    'app.copyDiagnostics': async () => {
      await clipboard.writeText(diagnostics(info(), settings, log))
      return null
    },
    'app.saveFile': async ({ name, kind, content }) => {
      const path = await askWhereToSave(name, kind)
      if (path === null) return null
      await writeWholeFile(path, [kind === 'png' ? Buffer.from(content, 'base64') : content])
      return { path }
    },
    'app.showDataFolder': async () => {
      await shell.openPath(dataFolder)
      return null
    },
    'app.openLink': async ({ link }) => {
      await shell.openExternal(links[link])
      return null
    },
    'settings.get': () => settings.get(),
    'settings.set': async change => {
      const changed = await settings.set(change)
      if (change.theme !== undefined) parts.applyTheme()
      if (change.deskCheckEvery !== undefined) parts.onScheduleChange()
      return changed
    },
  }
}

/** What support needs to know. The log is redacted as it is written; no connection is named here. */
function diagnostics(info: AppInfo, settings: SettingsStore, log: Log): string {
  return [
    `Weightron Explorer ${info.version}`,
    `Electron ${info.electron}, Chromium ${info.chrome}, Node ${info.node}`,
    `${info.platform}, ${release()}`,
    `Settings ${JSON.stringify(settings.get())}`,
    '',
    ...log.recent(),
  ].join('\n')
}
