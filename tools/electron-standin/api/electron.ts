/** The module that the app's main process imports as `electron`. */
import { strict } from '../strict.ts'
import { app } from './app.ts'
import { StandInBrowserWindow as BrowserWindow } from './browser-window.ts'
import { clipboard, dialog, screen, shell } from './desktop.ts'
import { ipcMain } from './ipc-main.ts'
import { StandInMenu as Menu, StandInMenuItem as MenuItem } from './menu.ts'
import { nativeTheme } from './native-theme.ts'
import { StandInNotification as Notification } from './notification.ts'
import { powerMonitor } from './power-monitor.ts'
import { protocol } from './protocol.ts'
import { session } from './session.ts'
import { utilityProcess } from './utility-process.ts'
import { StandInWebContents as webContents } from './web-contents.ts'

const electron = strict('electron', {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeTheme,
  Notification,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
  webContents,
})

export {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  // biome-ignore lint/style/noDefaultExport: `import electron from 'electron'` works in Electron
  electron as default,
  electron as 'module.exports',
  ipcMain,
  Menu,
  MenuItem,
  Notification,
  nativeTheme,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
  webContents,
}
